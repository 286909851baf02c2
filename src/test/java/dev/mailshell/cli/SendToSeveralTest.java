package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Patience;
import dev.mailshell.e2e.Replies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendToSeveralTest {

    private static final Pattern LEFT = Pattern.compile("error: interrupted; command (\\S+) stays in flight, ");

    @TempDir
    static Path directory;

    private static Parties parties;

    @BeforeAll
    static void start() throws Exception {
        // Nobody runs asleep before a test wakes it.
        parties = Parties.create(directory, List.of("web1", "web2", "db1", "asleep"), List.of("alice", "bob"));
        Files.writeString(
                parties.home("db1").policy(),
                "roles: { none: { allow: [] } }\ncommands: {}\nclients: { alice: { roles: [none] } }\n");
        for (String client : List.of("alice", "bob")) {
            Files.writeString(
                    parties.home(client).groups(), "web: [web1, web2]\nprod: [web, db1]\nevery: [asleep, prod]\n");
        }
        parties.startServer("web1");
        parties.startServer("web2");
        parties.startServer("db1");
    }

    @AfterAll
    static void stop() {
        parties.close();
    }

    @Test
    void leavesTheCommandInFlightAtCtrlCAndSaysHowToFindIt() throws Exception {
        UUID id;
        try (Child child = Child.start(
                directory,
                parties.environment("alice"),
                args("alice", "@every", "--expect", "4", "--wait", "10m", "--", "echo up"))) {
            Patience.await().untilAsserted(() -> assertThat(child.err().lines())
                    .contains("web1: done", "web2: done", "db1: denied"));

            assertThat(child.interrupt().awaitExit()).as(child.err()).isEqualTo(130);

            assertThat(child.out()).isEqualTo("up\n");
            assertThat(child.err())
                    .contains("\nweb1, web2:\n", "error: db1: denied, ", "\nno answer yet  1  asleep\n")
                    .contains("no answer yet from asleep\nhint: mailshell sync --home "
                            + parties.home("alice").directory())
                    .doesNotContain("ERROR", "Exception");
            Matcher left = LEFT.matcher(child.err());
            assertThat(left.find()).isTrue();
            id = UUID.fromString(left.group(1));
        }

        parties.startServer("asleep");
        parties.startClientProcess("alice");
        Path answer = parties.home("alice").replies().resolve(id + ".asleep.json");
        Patience.await().untilAsserted(() -> assertThat(answer).exists());
        assertThat(new Replies(parties.home("alice")).all())
                .filteredOn(reply -> reply.id().equals(id))
                .hasSize(4);
    }

    @Test
    void showsOnATerminalWhoIsWaitedForAndThenTheOutputs() throws Exception {
        Map<String, String> environment = new HashMap<>(parties.environment("bob"));
        environment.put("NO_COLOR", "");
        try (Child child = Child.startAtTerminal(
                directory,
                environment,
                "xterm",
                args("bob", "@prod", "--waves", "2", "--wait", "60s", "--", "echo up"))) {
            assertThat(child.awaitExit()).as(child.out()).isEqualTo(254);

            assertThat(child.out())
                    .contains("wave 1 of 2: 0 of 2 answered, ", " s, waiting for web1, web2\u001b[?7h")
                    .contains("\u001b[32mdone\u001b[0m", "\u001b[31mdenied\u001b[0m");
            assertThat(screen(child.out()))
                    .startsWith("wave 1 of 2: web1, web2")
                    .containsSubsequence(
                            "web1, web2:", "up", "wave 2 of 2: db1", "db1: denied", "done    2  web1, web2")
                    .contains("web1: done", "web2: done")
                    .endsWith("denied  1  db1");
        }
    }

    @Test
    void letsNoServerWriteOverWhatAnotherAnsweredOnATerminal() throws Exception {
        try (Child child = Child.startAtTerminal(
                directory,
                parties.environment("bob"),
                "xterm",
                args("bob", "@web", "--wait", "60s", "--", "printf 'für \\033[2J\\033[8m\\302\\233m dich\\n'"))) {
            assertThat(child.awaitExit()).as(child.out()).isZero();

            assertThat(child.out()).contains("für ?[2J?[8m?m dich").doesNotContain("\u001b[2J", "\u001b[8m", "\u009b");
        }
    }

    /** What stays on the screen, without colours. */
    private static List<String> screen(String typescript) {
        return typescript
                .lines()
                .map(line ->
                        line.substring(line.lastIndexOf("\r\u001b[K") + 1).replaceAll("\u001b\\[[0-9]*[mK]|\r", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@web --expect 3  | --to means 2 servers (expected 3): web1, web2 | nothing was sent; correct --to, groups.yaml or --expect",
                "@web,web1 --expect 1 | --to means 2 servers (expected 1): web1, web2 | nothing was sent; correct --to, groups.yaml or --expect",
                "@wbe             | @wbe is no group | did you mean @web? there are @all, @web, @prod, @every (groups.yaml)",
                "@web,web9,web8   | web9, web8 are not in the trust folder | mailshell keys list shows who is",
                "@web --expect 0  | --expect is out of bounds (was 0, expected 1 to 1000) | write a whole number",
                "@web --waves 1   | --waves is given without --wait | say how long each wave may take, such as --wait 30s",
                "@web --wait 9s --max-errors 1 | --max-errors is given without --waves | it decides about the next wave; say how many servers each has, such as --waves 1,10%,50%",
                "@web --wait 9s --waves 1 --max-errors x | --max-errors is out of bounds (was x, expected 0 to 1000) | write a whole number",
                "@web --wait 9s --waves 1 --totp 123456 | --waves needs a one-time code for each wave (was one) | write --totp without a value; each is asked for",
            })
    void refusesWhatCannotBeMeantAndSendsNothing(String arguments, String error, String hint) throws Exception {
        String[] words = Stream.concat(Stream.of(arguments.split(" +")), Stream.of("--", "true"))
                .toArray(String[]::new);
        Path sending = parties.home("bob").sending();
        long before = count(sending);

        LiveCli cli = LiveCli.run(
                parties.environment("bob"), args("bob", words[0], List.of(words).subList(1, words.length)));

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).containsExactly("error: " + error, "hint: " + hint);
        assertThat(count(sending)).isEqualTo(before);
    }

    private static long count(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static String[] args(String client, String servers, String... more) {
        return args(client, servers, List.of(more));
    }

    private static String[] args(String client, String servers, List<String> more) {
        List<String> args = new ArrayList<>(
                List.of("send", "--home", parties.home(client).directory().toString(), "--to", servers));
        args.addAll(more);
        return args.toArray(String[]::new);
    }
}
