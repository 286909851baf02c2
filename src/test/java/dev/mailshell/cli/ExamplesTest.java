package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mailshell.mime.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of each command ends with examples, and they do what they say. */
class ExamplesTest {

    /** These talk to mail servers, or to a person; tests of their own run them. Their examples are only parsed here. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("demo", "starts a mail server, see ProcessTest"),
            Map.entry("server", "needs a mailbox, see ProcessTest"),
            Map.entry("client", "needs a mailbox, see ProcessTest"),
            Map.entry("hub --home", "listens on ports that only root may take, see HubTest"),
            Map.entry("hub user add --home homes/hub alice@mail.test", "asks for a password, see HubUserCommandTest"),
            Map.entry("hub user password", "asks for a password, see HubUserCommandTest"),
            Map.entry("send", "needs a mailbox, see SendCommandTest"),
            Map.entry("lab", "needs a mailbox, see LabTest"),
            Map.entry("login", "needs an authorization server, see LoginCommandTest"),
            Map.entry("doctor", "needs a mailbox, see DoctorTest"),
            Map.entry("sync", "needs a mailbox, see ShellCommandTest"),
            Map.entry("shell", "needs a mailbox, see ShellCommandTest"),
            Map.entry("jobs --home homes/alice --online", "needs a mailbox, see ShellCommandTest"),
            Map.entry("status --home homes/alice --online", "needs a mailbox, see ShellCommandTest"),
            Map.entry("read", "asks at a terminal, and needs a command that was sent, see RecordVerbsTest"),
            Map.entry("backup", "asks for a passphrase, see BackupCommandTest"),
            Map.entry("restore", "asks for a passphrase, see BackupCommandTest"),
            Map.entry("audit", "needs a server that has run, see AuditCommandTest"),
            Map.entry("vault list", "needs a server that has run, see VaultLooksTest"),
            Map.entry("vault show", "needs mail, see VaultLooksTest"),
            Map.entry("vault export", "needs mail, see VaultLooksTest"),
            Map.entry("keys join", "needs a mailbox, see EnrolmentTest"),
            Map.entry("keys accept", "needs keys that came by mail, see EnrolmentTest"));

    private static final List<String> FIRST = List.of("keys init --dir", "totp enrol");
    private static final List<String> LAST =
            List.of("keys rotate --home homes/alice --finish", "totp remove", "keys revoke");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> eachHelpEndsWithAFewThatParseAndFitATerminal() {
        return commandsOf(mailshell().getCommandSpec())
                .map(command -> DynamicTest.dynamicTest(command.qualifiedName(), () -> {
                    assertThat(command.usageMessage().footerHeading()).isEqualTo(Examples.HEADING);
                    assertThat(command.usageMessage().footer())
                            .allSatisfy(
                                    line -> assertThat(line).startsWith("  ").hasSizeLessThanOrEqualTo(80));
                    assertThat(Examples.of(command)).hasSizeBetween(1, 3).allSatisfy(example -> assertThatCode(
                                    () -> mailshell().parseArgs(words(example)))
                            .doesNotThrowAnyException());
                }));
    }

    @Test
    void eachRunsOnNewHomesThatCanRunWithoutAMailServer() throws Exception {
        List<String> examples = commandsOf(mailshell().getCommandSpec())
                .flatMap(command -> Examples.of(command).stream())
                .distinct()
                .filter(example -> !isNotRun(example))
                .sorted(Comparator.comparing(ExamplesTest::turn))
                .toList();
        assertThat(examples.get(0)).startsWith("mailshell keys init --dir");

        for (String example : examples) {
            if (example.contains("bob.")) {
                makeKeysOfBob();
            }
            if (example.contains("homes/hub")) {
                makeHubOfAlice();
            }
            Cli cli = run(example);
            assertThat(cli.exitCode()).as(example + "\n" + cli.err()).isZero();
            if (example.contains("keys init --dir")) {
                fillIn(directory.resolve("homes/web1"));
                fillIn(directory.resolve("homes/alice"));
            }
        }
    }

    private static boolean isNotRun(String example) {
        return NOT_RUN.keySet().stream().anyMatch(call -> (example + " ").startsWith("mailshell " + call + " "));
    }

    /** What a person has to write into a new home. */
    private static void fillIn(Path home) throws Exception {
        Path settings = home.resolve("mailshell.properties");
        Files.writeString(
                settings,
                Files.readString(settings).replaceAll("(?m)^(mailshell\\.(imap|smtp)\\.host=)$", "$1mail.test"));
        PrivateFile.publish(home.resolve("password"), out -> out.write("secret\n".getBytes(StandardCharsets.UTF_8)));
    }

    /** Homes first; what is made, before it is looked at, and removed last. */
    private static int turn(String example) {
        return place(example, FIRST).orElse(FIRST.size())
                - FIRST.size()
                + place(example, LAST).map(place -> place + 1).orElse(0);
    }

    private static Optional<Integer> place(String example, List<String> calls) {
        return calls.stream().filter(example::contains).findFirst().map(calls::indexOf);
    }

    private void makeKeysOfBob() throws Exception {
        if (Files.notExists(directory.resolve("bob.crt"))) {
            assertThat(
                            run("mailshell keys init --dir others --client bob=bob@example.org --server web2=web2@example.org")
                                    .exitCode())
                    .isZero();
            for (String file : List.of("bob.crt", "bob.pgp.asc")) {
                Files.copy(
                        directory.resolve("others/bob/identity").resolve(file),
                        directory.resolve(file.replace(".pgp", "")));
            }
        }
    }

    private void makeHubOfAlice() throws Exception {
        Path hub = directory.resolve("homes/hub");
        if (Files.notExists(hub)) {
            assertThat(run("mailshell keys init --dir hubs --hub hub=hub@mail.test --client alice=alice@mail.test")
                            .exitCode())
                    .isZero();
            Files.move(directory.resolve("hubs/hub"), hub);
        }
    }

    /** As if typed in {@code directory}, by somebody who answers questions with yes. */
    private Cli run(String example) {
        List<String> words = new ArrayList<>();
        for (String word : words(example)) {
            boolean isPath = word.matches("homes.*|hubs|others|bob\\..*");
            words.add(isPath ? directory.resolve(word).toString() : word.replaceFirst("^~", directory.toString()));
        }
        if (words.contains("init") && !words.contains("--help")) {
            words.addAll(List.of("--algorithm", "ec"));
        }
        if (words.contains("enrol") && !words.contains("--yes")) {
            words.addAll(List.of("--yes"));
        }
        return Cli.runAnswering("yes", words.toArray(String[]::new));
    }

    private static Stream<CommandSpec> commandsOf(CommandSpec spec) {
        return Stream.concat(
                Stream.of(spec),
                spec.subcommands().values().stream().flatMap(each -> commandsOf(each.getCommandSpec())));
    }

    private static CommandLine mailshell() {
        return MailshellCommand.commandLine(
                new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), System.out, System.err));
    }

    /** What the shell makes of it, without the name of the program and where the output goes. */
    private static String[] words(String example) {
        String call = example.replaceFirst("^mailshell ", "").replaceFirst(" > .*", "");
        return Stream.of(call.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }
}
