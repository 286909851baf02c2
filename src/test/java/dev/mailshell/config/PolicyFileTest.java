package dev.mailshell.config;

import static dev.mailshell.config.TestPolicy.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    private Path directory;

    private TestPolicy yaml;

    @BeforeEach
    void makePolicy() {
        yaml = new TestPolicy(directory);
    }

    @Test
    void readsEveryKey() throws Exception {
        Policy policy = PolicyFile.read(yaml.write(WHOLE));

        assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.concurrency()).isEqualTo(9);
        Verdict.Allowed echo = allowed(policy, "echo");
        assertThat(echo.argv()).containsExactly("/bin/echo", "5", "--text=hello", "{text}", "last");
        assertThat(echo.limits()).isEqualTo(new Limits(Duration.ofMillis(500), 1024, 1, Confinement.NONE.as("root")));
        Verdict.Allowed shell = allowed(policy, "id");
        assertThat(shell.argv()).containsExactly("/bin/sh", "-c", "id");
        assertThat(shell.limits())
                .isEqualTo(new Limits(Duration.ofSeconds(10), 1024, 2 * 1024 * 1024, Confinement.NONE.as("mailshell")));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "', stdin: false', false", "', stdin: true', true"})
    void letsAProgramReadInputOnlyIfItsEntrySaysSo(String key, boolean allowed) throws Exception {
        Policy policy = countingWith(key);
        CommandOptions input =
                new CommandOptions(Optional.empty(), Optional.of("x"), Optional.empty(), false, List.of());

        assertThat(decide(policy, "count", input) instanceof Verdict.Allowed).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "', files: false', false", "', files: true', true"})
    void letsAProgramHaveFilesOnlyIfItsEntrySaysSo(String key, boolean allowed) throws Exception {
        Policy policy = countingWith(key);

        assertThat(decide(policy, "count", withFile(1)) instanceof Verdict.Allowed)
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10485760",
        "'defaults: { max-input: 0B }', 0",
        "'defaults: { max-input: 3KiB }', 3072",
        "'defaults: { max-input: 1GiB }', 1073741824"
    })
    void takesFilesUpToWhatMaxInputSays(String defaults, long most) throws Exception {
        Policy policy = PolicyFile.read(
                yaml.write(
                        defaults
                                + """

                commands: { sh: { shell: /bin/sh } }
                roles: { root: { allow: [sh] } }
                clients: { alice: { roles: [root] } }
                """));

        assertThat(decide(policy, "id", withFile(most))).isInstanceOf(Verdict.Allowed.class);
        assertThat(decide(policy, "id", withFile(most + 1))).isInstanceOf(Verdict.Denied.class);
    }

    private Policy countingWith(String key) throws Exception {
        return PolicyFile.read(yaml.write(
                """
                commands: { count: { exec: [/usr/bin/wc] KEY } }
                roles: { counter: { allow: [count] } }
                clients: { alice: { roles: [counter] } }
                """
                        .replace(" KEY", key)));
    }

    private static CommandOptions withFile(long bytes) {
        AttachedFile file = new AttachedFile("data", bytes, "0".repeat(64));
        return new CommandOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(file),
                Optional.empty());
    }

    @Test
    void hasBuiltInDefaults() throws Exception {
        Policy policy = PolicyFile.read(
                yaml.write(
                        """
                commands: { sh: { shell: /bin/sh } }
                roles: { root: { allow: [sh] } }
                clients: { alice: { roles: [root] } }
                """));

        assertThat(policy.maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.concurrency()).isEqualTo(4);
        assertThat(allowed(policy, "id").limits())
                .isEqualTo(new Limits(Duration.ofSeconds(60), 65_536, 10_485_760, Confinement.NONE));
    }

    @Test
    void allowsNobodyAnythingWithoutSections() throws Exception {
        Policy policy = PolicyFile.read(yaml.write("{}"));

        assertThat(decide(policy, "uptime")).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void warnsOfWhatIsValidAndStillARisk() throws Exception {
        Path open = Files.writeString(directory.resolve("open"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path policy = yaml.write(
                """
                commands:
                  cat: { exec: [/bin/cat, "{file}"], args: { file: { pattern: "[a-z./-]+" } } }
                  tail: { exec: [/usr/bin/tail, "--lines={n}"], args: { n: { pattern: "[0-9-]+" } } }
                  gone: { exec: [/absent/program] }
                  open: { exec: [%s] }
                  sh: { shell: /bin/sh }
                roles:
                  reader: { allow: [cat, tail, gone] }
                  root: { allow: [sh] }
                  nobody: { allow: [sh] }
                clients:
                  alice: { roles: [reader, root] }
                """
                        .replace("%s", open.toString()));

        assertThat(PolicyFile.load(policy).warnings())
                .extracting(warning -> warning.place() + " " + warning.fact())
                .containsExactly(
                        "policy.yaml:2:63 commands.cat.args.file admits -, which the program may take for an option",
                        "policy.yaml:2:63 commands.cat.args.file admits .., which may lead out of a directory",
                        "policy.yaml:4:18 /absent/program does not exist on this machine",
                        "policy.yaml:5:3 commands.open is allowed by no role",
                        "policy.yaml:5:18 " + open.toRealPath() + " can be written by anybody (mode 0777)",
                        "policy.yaml:9:19 roles.root allows a shell: its clients may run anything as the shell's user",
                        "policy.yaml:10:3 roles.nobody is given to no client");
    }

    @Test
    void findsNothingWrongWithTheTemplate() throws Exception {
        PolicyFile template = PolicyFile.load(yaml.write(Files.readString(Path.of("keys-template/policy.yaml"))));

        assertThat(template.warnings().stream()
                        .filter(warning -> !warning.fact().endsWith("does not exist on this machine")))
                .isEmpty();
        assertThat(template.rules()).hasToString("5 commands, 1 role, 1 client");
    }

    private static Verdict.Allowed allowed(Policy policy, String line) {
        return (Verdict.Allowed) decide(policy, line);
    }

    private static Verdict decide(Policy policy, String line) {
        return decide(policy, line, CommandOptions.NONE);
    }

    private static Verdict decide(Policy policy, String line, CommandOptions options) {
        return policy.decide(new IdentityName("alice"), new Invocation.Line(line), options, History.NONE, NOW);
    }

    @Test
    void takesSignedScriptsOnlyWhereItSaysSoAndWarnsOfThem() throws Exception {
        PolicyFile accepting = PolicyFile.load(yaml.write("defaults:\n  accept-signed-only: true"));

        assertThat(accepting.rules().acceptsSignedOnly()).isTrue();
        assertThat(accepting.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.place()).endsWith(":2:23");
            assertThat(warning.fact()).contains("anybody on their way can read them");
        });
        for (String other : List.of("{}", "defaults: { accept-signed-only: false }")) {
            PolicyFile file = PolicyFile.load(yaml.write(other));
            assertThat(file.rules().acceptsSignedOnly()).isFalse();
            assertThat(file.warnings()).isEmpty();
        }
    }
}
