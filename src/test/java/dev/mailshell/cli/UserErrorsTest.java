package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person can do wrong at the command line, and what is said to it: a fact, and what to do. */
class UserErrorsTest {

    @TempDir
    static Path directory;

    /** In a call, {@code HOMES} is where the homes of web1 and alice are, and an underscore a blank. */
    record Mistake(String call, String error, String hint) {

        String[] words() {
            return call.isEmpty()
                    ? new String[0]
                    : Stream.of(call.split(" ", -1))
                            .map(word -> placed(word).replace("_", " "))
                            .toArray(String[]::new);
        }

        static String placed(String text) {
            return text.replace("HOMES", directory.toString());
        }

        @Override
        public String toString() {
            return "mailshell " + call;
        }
    }

    /** A new error is a new line here. Where only its beginning is written, the rest is that of another page or program. */
    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("", "no command is given", "mailshell --help"),
                new Mistake("keys", "no command is given", "mailshell keys --help"),
                new Mistake("policy", "no command is given", "mailshell policy --help"),
                new Mistake("totp", "no command is given", "mailshell totp --help"),
                new Mistake("vault", "no command is given", "mailshell vault --help"),
                new Mistake("kesy", "unknown command kesy", "did you mean keys? mailshell --help"),
                new Mistake(
                        "keys list --hoem x",
                        "unknown option --hoem",
                        "did you mean --home? mailshell keys list --help"),
                new Mistake("keys list --zzzzzzzz", "unknown option --zzzzzzzz", "mailshell keys list --help"),
                new Mistake("server --home", "--home needs a value", "mailshell server --help"),
                new Mistake("send --to", "--to needs a value", "mailshell send --help"),
                new Mistake("keys init", "--dir is missing", "mailshell keys init --help"),
                new Mistake("keys show", "NAME is missing", "mailshell keys show --help"),
                new Mistake("man-pages", "--dir is missing", "mailshell man-pages --help"),
                new Mistake("completion", "bash|zsh|fish is missing", "mailshell completion --help"),
                new Mistake(
                        "demo -- _", "the command line is blank", "write the command after --, such as mailshell demo"),
                new Mistake(
                        "keys list --home /no/home",
                        "/no/home: the folder is not a home: it has no mailshell.properties",
                        "name a home with --home DIR or MAILSHELL_HOME, or make one with mailshell keys init"),
                new Mistake(
                        "totp unlock nobody --home HOMES/web1",
                        "nobody is not enrolled",
                        "mailshell totp status shows who is"),
                new Mistake(
                        "totp enrol nobody --home HOMES/web1",
                        "there is no client nobody in trust/clients",
                        "mailshell keys list shows the clients; mailshell keys add trusts another"));
    }

    @BeforeAll
    static void makeHomes() throws Exception {
        TestHomes.create(directory, List.of(identity("web1")), List.of(identity("alice")), KeyAlgorithm.EC);
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isToldTheFactAndWhatToDo(Mistake mistake) {
        Cli cli = Cli.run(mistake.words());

        assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(cli.out()).isEmpty();
        List<String> lines = cli.err().lines().toList();
        assertThat(lines.get(0)).startsWith("error: " + Mistake.placed(mistake.error()));
        assertThat(lines.get(1)).startsWith("hint: " + Mistake.placed(mistake.hint()));
        assertThat(cli.err()).doesNotContain("\tat ");
    }

    @Test
    void isNoStackTraceInAHomeWithBrokenSettings() throws Exception {
        Path home = Files.createDirectory(directory.resolve("broken"));
        Files.writeString(home.resolve("mailshell.properties"), "mailshell.nmae=web1\n");

        assertThat(Cli.run("keys", "list", "--home", home.toString()).err().lines())
                .contains("hint: did you mean mailshell.name?")
                .allMatch(line -> line.startsWith("error: ") || line.startsWith("hint: "));
    }
}
