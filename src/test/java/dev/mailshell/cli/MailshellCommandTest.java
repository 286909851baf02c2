package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(Cli.run("keys").err().lines())
                .containsExactly("error: no command is given", "hint: mailshell keys --help");
    }

    @Test
    void explainsItsExitCodesInTheHelp() {
        Cli cli = Cli.run("--help");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("Exit codes:", "253", "254", "255", "keys");
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
