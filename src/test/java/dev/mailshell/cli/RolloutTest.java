package dev.mailshell.cli;

import static dev.mailshell.cli.LaidReplies.servers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.StreamOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private LaidReplies client;

    @BeforeEach
    void makeHome() throws IOException {
        client = new LaidReplies(directory);
    }

    @Test
    void printsTheSameOutputOnceInTheOrderOfTheServers() throws Exception {
        client.done("web1", "six\n").done("web2", "five\n").done("web3", "six\n");

        int exitCode = run("", 0, "web1", "web2", "web3");

        assertThat(exitCode).isZero();
        assertThat(out()).isEqualTo("six\nfive\n");
        assertThat(err())
                .isEqualTo(
                        """
                        web1: done
                        web2: done
                        web3: done
                        web1, web3:
                        web2:
                        done  3  web1, web2, web3
                        """);
    }

    @Test
    void looksLikeThisInAPipe() throws Exception {
        everything();

        int exitCode = run("", 0, "web1", "web2", "web3", "db1", "db2", "old1", "asleep");

        assertThat(exitCode).isEqualTo(3);
        assertThat(out()).isEqualTo("ok\nok, said it, and failed\n");
        assertThat(err()).isEqualTo(golden("send-pipe.txt"));
    }

    @Test
    void looksLikeThisOnATerminal() throws Exception {
        everything();

        run(Optional.of(new Screen(true)), "2", 9, false, "web1", "web2", "web3", "db1", "db2", "old1", "asleep");

        assertThat(err().replace("\u001b", "ESC").replace("\r", "CR")).isEqualTo(golden("send-terminal.txt"));
    }

    private void everything() {
        client.done("web1", "ok\n")
                .done("web2", "ok\n")
                .failed("web3", 3, "ok, said it, and failed\n")
                .ended("db1", FinalStatus.DENIED, "no role of alice allows this line")
                .ended("db2", FinalStatus.DENIED, "no role of alice allows this line")
                .ended("old1", FinalStatus.TIMED_OUT, "the command did not end within 1s");
    }

    @Test
    void showsNoColourWhereNoneIsWanted() throws Exception {
        client.done("web1", "").done("web2", "");

        run(Optional.of(new Screen(false)), "", 0, false, "web1", "web2");

        assertThat(err()).contains("web1: done\n").doesNotContain("\u001b[3");
    }

    @Test
    void keepsOutputsApartThatDifferInTheirStatusOnly() throws Exception {
        client.done("web1", "x\n").failed("web2", 1, "x\n").failed("web3", 2, "x\n");

        run("", 0, "web1", "web2", "web3");

        assertThat(out()).isEqualTo("x\nx\nx\n");
    }

    @Test
    void comparesTheBytesAndNotWhatAServerSaysOfThem() throws Exception {
        String digest = LaidReplies.text("good\n").sha256();
        client.doneWithFile("web1", "good\n", digest).doneWithFile("web2", "evil\n", digest);
        client.done("web3", "good\n");

        run("", 0, "web1", "web2", "web3");

        assertThat(out()).isEqualTo("good\nevil\n");
        assertThat(err()).contains("\nweb1, web3:\n");
    }

    @Test
    void keepsOutputsApartOfWhichOneIsCut() throws Exception {
        StreamOutput cut = new StreamOutput(new StreamOutput.Text("x\n"), 99, true, "0".repeat(64));
        client.done("web1", "x\n").answer("web2", new LaidReplies.Answer(FinalStatus.DONE, 0, cut, Optional.empty()));

        run("", 0, "web1", "web2");

        assertThat(out()).isEqualTo("x\nx\n");
        assertThat(err()).contains("warning: web2: stdout is cut in the middle (was 99 bytes, kept 2)");
    }

    @Test
    void beginsANewLineAfterOutputThatEndsWithNone() throws Exception {
        client.done("web1", "one").done("web2", "two");

        run("", 0, "web1", "web2");

        assertThat(out()).isEqualTo("onetwo");
        assertThat(err()).contains("web1:\n\nweb2:\n\ndone");
    }

    @Test
    void sendsTheNextWaveWhenTheLastHasEnded() throws Exception {
        client.done("a", "").done("b", "").done("c", "").done("d", "");

        assertThat(run("1,50%", 0, "a", "b", "c", "d")).isZero();

        assertThat(client.sent()).containsExactly(servers("a"), servers("b", "c"), servers("d"));
        assertThat(err()).startsWith("wave 1 of 3: a\na: done\nwave 2 of 3: b, c\n");
    }

    @Test
    void sendsNoFurtherWaveAfterTooManyErrors() throws Exception {
        client.failed("a", 1, "").done("b", "").failed("c", 1, "").done("d", "");

        assertThat(run("1,1,1", 1, "a", "b", "c", "d")).isOne();

        assertThat(client.sent()).containsExactly(servers("a"), servers("b"), servers("c"));
        assertThat(err())
                .endsWith(
                        """
                        done                 1  b
                        failed, exit code 1  2  a, c
                        not sent             1  d
                        """);
    }

    @Test
    void countsAServerThatDoesNotAnswerAsAnError() throws Exception {
        client.done("b", "");

        assertThat(run("1", 0, "asleep", "b")).isEqualTo(ExitCode.NO_ANSWER);

        assertThat(client.sent()).containsExactly(servers("asleep"));
        assertThat(err())
                .contains("error: asleep has not answered in time\nhint: ")
                .endsWith("no answer yet  1  asleep\nnot sent       1  b\n");
    }

    @Test
    void exitsAsAFailureIfTheFirstThatIsNotDoneWasNotSent() throws Exception {
        client.failed("b", 7, "");

        assertThat(run("1", 0, "b", "a")).isEqualTo(7);
        assertThat(run("1", 0, "b", "b2")).isEqualTo(7);
        Tally tally = new Tally(servers("x"));
        assertThat(tally.exitCode()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void printsALineOfJsonForEachServerAlsoForThoseThatWereSpared() throws Exception {
        client.done("a", "x\n").ended("b", FinalStatus.DENIED, "not you");

        run(Optional.empty(), "2,1", 0, true, "a", "b", "asleep");

        assertThat(out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"from\":\"a\"", "\"status\":\"done\""),
                        line -> assertThat(line).contains("\"from\":\"b\"", "\"status\":\"denied\""),
                        line -> assertThat(line).isEqualTo("{\"id\":null,\"from\":\"asleep\",\"status\":null}"));
        assertThat(err())
                .isEqualTo(
                        """
                        error: b: denied, not you
                        hint: ask the owner
                        done      1  a
                        denied    1  b
                        not sent  1  asleep
                        """);
    }

    @Test
    void asksAThousandServersAndShortensNoneButTheHeadings() throws Exception {
        Set<IdentityName> thousand = new LinkedHashSet<>();
        IntStream.range(0, 1000).forEach(i -> thousand.add(new IdentityName("web" + i)));
        thousand.forEach(server -> client.done(server.value(), "same\n"));

        int exitCode = run(Optional.empty(), "", 0, false, thousand);

        assertThat(exitCode).isZero();
        assertThat(out()).isEqualTo("same\n");
        assertThat(err()).contains(", web19 and 980 more:\n").contains("web998, web999\n");
    }

    @Test
    void endsForAServerThatItCannotBeSentToAndGoesOnForTheOthers() throws Exception {
        client.done("a", "out of a\n").refused("b", "no such user");

        assertThat(run("", 0, "a", "b")).isEqualTo(ExitCode.FAILURE);

        assertThat(out()).isEqualTo("out of a\n");
        assertThat(err())
                .endsWith(
                        """
                        a:
                        error: b: not sent, no such user
                        hint: correct it
                        done      1  a
                        not sent  1  b
                        """);
        out.reset();
        run(Optional.empty(), "", 0, true, "a", "b");
        assertThat(out().lines()).anyMatch("{\"id\":null,\"from\":\"b\",\"status\":null}"::equals);
    }

    @Test
    void showsHowFarItCameIfTheCommandCannotBeSent() throws Exception {
        client.done("a", "out of a\n");
        Set<IdentityName> servers = servers("a", "b", "c");
        Tally tally = new Tally(servers);
        Rollout.Launch launch = wave -> {
            Sending sending = client.to(wave);
            if (wave.contains(new IdentityName("b"))) {
                Files.writeString(
                        client.home().failed().resolve(sending.id() + "-send.json.error"),
                        "error: too large\nhint: send less\n");
            }
            return sending;
        };
        Rollout rollout = new Rollout(
                Waves.of("1,1").split(servers), 0, SHORT, launch, new SeveralServers(context(Optional.empty()), false));

        assertThatThrownBy(() -> rollout.run(tally)).hasMessage("too large");

        assertThat(out()).isEqualTo("out of a\n");
        assertThat(err()).endsWith("done           1  a\nno answer yet  1  b\nnot sent       1  c\n");
    }

    private int run(String waves, int maxErrors, String... servers) throws Exception {
        return run(Optional.empty(), waves, maxErrors, false, servers);
    }

    private int run(Optional<Screen> screen, String waves, int maxErrors, boolean json, String... names)
            throws Exception {
        return run(screen, waves, maxErrors, json, servers(names));
    }

    private int run(Optional<Screen> screen, String waves, int maxErrors, boolean json, Set<IdentityName> servers)
            throws Exception {
        Waves sizes = waves.isEmpty() ? Waves.none() : Waves.of(waves);
        Tally tally = new Tally(servers);
        new Rollout(sizes.split(servers), maxErrors, SHORT, client, new SeveralServers(context(screen), json))
                .run(tally);
        return tally.exitCode();
    }

    private CliContext context(Optional<Screen> screen) {
        return new CliContext(
                Map.of(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new SecureRandom(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Optional::empty,
                () -> screen);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return UUID_TEXT.matcher(err.toString(StandardCharsets.UTF_8)).replaceAll("ID");
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "screens", name));
    }
}
