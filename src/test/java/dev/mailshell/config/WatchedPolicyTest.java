package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.realmail.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedPolicyTest {

    private static final String BEFORE =
            """
            commands: { uptime: { exec: [/usr/bin/uptime] }, disk: { exec: [/bin/df] } }
            roles: { viewer: { allow: [uptime] } }
            clients: { alice: { roles: [viewer] } }
            """;
    private static final String AFTER = BEFORE.replace("allow: [uptime]", "allow: [disk]");

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private TestPolicy yaml;
    private WatchedPolicy policy;

    @BeforeEach
    void open() throws Exception {
        yaml = new TestPolicy(directory);
        policy = WatchedPolicy.open(yaml.write(BEFORE));
    }

    @Test
    void putsAChangedFileInForceAtTheSecondLook() throws Exception {
        yaml.write(AFTER);

        policy.look(new Told());
        assertThat(runs("uptime")).isTrue();
        policy.look(new Told());
        assertThat(runs("uptime")).isFalse();
        assertThat(runs("disk")).isTrue();
        assertThat(told).containsExactly("in force []");
    }

    @Test
    void doesNotReadAFileThatHasNotChanged() {
        policy.look(new Told());
        policy.look(new Told());
        policy.look(new Told());

        assertThat(told).isEmpty();
    }

    @Test
    void takesAFileThatWasPutInThePlaceOfTheOldOne() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), AFTER);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(other, directory.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);

        lookTwice();
        assertThat(runs("disk")).isTrue();
    }

    @Test
    void keepsTheOldRulesWhileTheFileIsBrokenAndSaysSoOnce() throws Exception {
        yaml.write(AFTER.replace("roles: [viewer]", "roles: [absent]"));

        lookTwice();
        lookTwice();
        assertThat(runs("uptime")).isTrue();
        assertThat(told).containsExactly("refused [clients.alice.roles names an unknown role (was absent)]");
        yaml.write(AFTER);
        lookTwice();
        assertThat(runs("disk")).isTrue();
        assertThat(told).hasSize(2).last().isEqualTo("in force []");
    }

    @Test
    void waitsForAFileThatIsStillBeingWritten() throws Exception {
        // Each half is a valid policy that allows more than the whole.
        for (int end : List.of(20, 60, 100)) {
            yaml.write("# " + AFTER.substring(0, end).replace("\n", " "));
            policy.look(new Told());
        }
        yaml.write(AFTER);
        policy.look(new Told());

        assertThat(told).isEmpty();
        policy.look(new Told());
        assertThat(told).containsExactly("in force []");
    }

    @Test
    void keepsTheOldRulesWhileTheFileIsGone() throws Exception {
        Files.delete(directory.resolve("policy.yaml"));

        lookTwice();
        assertThat(runs("uptime")).isTrue();
        assertThat(told).containsExactly("refused [the file does not exist]");
    }

    @Test
    void refusesAFileThatOthersCanWriteNow() throws Exception {
        Files.setPosixFilePermissions(yaml.write(AFTER), PosixFilePermissions.fromString("rw-rw-rw-"));

        lookTwice();
        assertThat(runs("uptime")).isTrue();
        assertThat(told).singleElement().asString().contains("can be written by others");
    }

    @Test
    void refusesAFileThatBelongsToAnotherUserNow() throws Exception {
        Prerequisite.require(System.getProperty("user.name").equals("root"), "only root can give a file away");
        Files.setAttribute(yaml.write(AFTER), "unix:uid", 65534);

        lookTwice();
        assertThat(runs("uptime")).isTrue();
        assertThat(told).singleElement().asString().startsWith("refused");
    }

    @Test
    void keepsWhatTakesARestartAndNamesIt() throws Exception {
        yaml.write("defaults: { max-age: 1h, concurrency: 9, max-input: 1KiB, accept-signed-only: true, timeout: 5s }\n"
                + BEFORE);

        lookTwice();
        assertThat(policy.maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.concurrency()).isEqualTo(4);
        assertThat(policy.maxInput()).isEqualTo(10 << 20);
        assertThat(policy.acceptsSignedOnly()).isFalse();
        assertThat(told).containsExactly("in force [max-age, concurrency, max-input, accept-signed-only]");
        assertThat(((Verdict.Allowed) decide("uptime")).limits().timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void doesNotOpenABrokenFile() throws Exception {
        Path broken = yaml.write("roles: 5");

        assertThatThrownBy(() -> WatchedPolicy.open(broken)).isInstanceOf(ConfigFailure.class);
    }

    private void lookTwice() {
        policy.look(new Told());
        policy.look(new Told());
    }

    private boolean runs(String line) {
        return decide(line) instanceof Verdict.Allowed;
    }

    private Verdict decide(String line) {
        return policy.decide(
                new IdentityName("alice"),
                new Invocation.Line(line),
                CommandOptions.NONE,
                History.NONE,
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    private final class Told implements WatchedPolicy.Observer {

        @Override
        public void inForce(PolicyFile file, List<String> waiting) {
            told.add("in force " + waiting);
        }

        @Override
        public void refused(ConfigFailure failure) {
            told.add("refused " + failure.problems().stream().map(Problem::fact).toList());
        }
    }
}
