package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MailshellCommandTest {

    @TempDir
    Path directory;

    @Test
    void namesAnUnknownOptionAndTheOneThatWasMeant() {
        Cli cli = Cli.run("keys", "list", "--hoem", "x");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines())
                .containsExactly(
                        "error: unknown option --hoem", "hint: did you mean --home? mailshell keys list --help");
    }

    @Test
    void namesAnUnknownCommandAndTheOneThatWasMeant() {
        assertThat(Cli.run("kesy").err().lines())
                .containsExactly("error: unknown command kesy", "hint: did you mean keys? mailshell --help");
    }

    @Test
    void knowsACommandWithTwoLettersSwapped() {
        assertThat(Cli.run("sned").err().lines())
                .containsExactly("error: unknown command sned", "hint: did you mean send? mailshell --help");
    }

    @ParameterizedTest
    @CsvSource({
        "server --home,        --home, mailshell server",
        "send --to,            --to,   mailshell send",
        "keys init --dir,      --dir,  mailshell keys init",
    })
    void saysThatAnOptionHasNoValue(String arguments, String option, String command) {
        assertThat(Cli.run(arguments.split(" ")).err().lines())
                .containsExactly("error: " + option + " needs a value", "hint: " + command + " --help");
    }

    @Test
    void namesAValueThatIsNoNumber() {
        assertThat(Cli.run("audit", "export", "--from", "x").err().lines())
                .containsExactly(
                        "error: --from cannot be used (was x, expected N)", "hint: mailshell audit export --help");
    }

    @Test
    void pointsToTheHelpIfNothingIsNear() {
        assertThat(Cli.run("keys", "list", "--zzzzzzzz").err().lines())
                .containsExactly("error: unknown option --zzzzzzzz", "hint: mailshell keys list --help");
    }

    @Test
    void namesAMissingOptionAndAMissingArgument() {
        assertThat(Cli.run("keys", "init").err().lines())
                .containsExactly("error: --dir is missing", "hint: mailshell keys init --help");
        assertThat(Cli.run("keys", "show").err().lines())
                .containsExactly("error: NAME is missing", "hint: mailshell keys show --help");
    }

    @Test
    void refusesAWrongValueOfAnOption() {
        Cli cli = Cli.run("keys", "init", "--dir", "x", "--algorithm", "dsa");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err())
                .startsWith("error: ")
                .contains("--algorithm", "dsa")
                .contains("\nhint: ");
    }

    @Test
    void asksForACommandIfNoneIsGiven() {
        assertThat(Cli.run().err().lines()).containsExactly("error: no command is given", "hint: mailshell --help");
        assertThat(Cli.run("policy").err().lines())
                .containsExactly("error: no command is given", "hint: mailshell policy --help");
        assertThat(Cli.run("keys").err().lines())
                .containsExactly("error: no command is given", "hint: mailshell keys --help");
    }

    @Test
    void explainsItsExitCodesInTheHelpAndInThatOfSend() {
        String table = "Exit codes:";
        Cli all = Cli.run("--help");
        Cli send = Cli.run("send", "--help");

        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).contains(table, "0-255", "no answer", "expired", "as with ssh", "keys");
        assertThat(send.out())
                .contains("--explain")
                .contains(
                        all.out().substring(all.out().indexOf(table), all.out().indexOf("Examples:")));
    }

    @Test
    void hasOneTableOfExitCodesWhichTheDocumentHasToo() throws Exception {
        Map<String, String> documented = Pattern.compile("(?m)^\\| ([\\d-]+) \\| (.*) \\|$")
                .matcher(Files.readString(Path.of("docs", "using.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).replace("`", "")));

        assertThat(documented).isEqualTo(ExitCode.TABLE);
        assertThat(ExitCode.TABLE.keySet())
                .contains(
                        Integer.toString(ExitCode.OK),
                        Integer.toString(ExitCode.CANCELLED),
                        Integer.toString(ExitCode.NO_ANSWER),
                        Integer.toString(ExitCode.DENIED),
                        Integer.toString(ExitCode.FAILURE));
    }

    @Test
    void saysInItsHelpOfEachVerbWhatTheVerbSaysOfItself() {
        CliContext context = new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), System.out, System.err);

        assertThat(Cli.run("--help").out())
                .isEqualTo(MailshellCommand.commandLine(context).getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @TestFactory
    Stream<DynamicTest> takesTheCommonOptionsInEveryCommand() {
        CliContext context = new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), System.out, System.err);
        return commandsOf(MailshellCommand.commandLine(context).getCommandSpec())
                .map(spec -> DynamicTest.dynamicTest(
                        spec.qualifiedName(), () -> assertThat(spec.optionsMap().keySet())
                                .contains("--home", "--json", "--debug", "--help", "--version")));
    }

    private static Stream<CommandSpec> commandsOf(CommandSpec spec) {
        return spec.subcommands().isEmpty()
                ? Stream.of(spec)
                : spec.subcommands().values().stream().flatMap(each -> commandsOf(each.getCommandSpec()));
    }

    @Test
    void printsItsVersion() {
        assertThat(Cli.run("--version").out()).startsWith("mailshell ");
        assertThat(Cli.run("keys", "list", "--version").out()).startsWith("mailshell ");
    }

    @Test
    void reportsEveryProblemOfAHome() throws Exception {
        Files.writeString(directory.resolve("mailshell.properties"), "mailshell.nmae=web1\nmailshell.role=server\n");

        Cli cli = Cli.run("keys", "list", "--home", directory.toString());

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines())
                .contains(
                        "error: mailshell.properties:1: unknown setting mailshell.nmae",
                        "hint: did you mean mailshell.name?",
                        "error: mailshell.properties: mailshell.address is missing")
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void takesTheHomeFromTheEnvironmentUnlessAnOptionNamesOne() {
        Map<String, String> environment = Map.of("MAILSHELL_HOME", "/no/home");

        assertThat(Cli.run(environment, Cli.NOW, "keys", "list").err()).startsWith("error: /no/home: ");
        assertThat(Cli.run(environment, Cli.NOW, "keys", "list", "--home", "/other")
                        .err())
                .startsWith("error: /other: ");
    }

    @Test
    void printsAStackTraceOnlyToDebug() {
        assertThat(Cli.run("keys", "list", "--home", "/no/home").err()).doesNotContain("\tat ");
        assertThat(Cli.run("keys", "list", "--home", "/no/home", "--debug").err())
                .contains("\tat ");
    }
}
