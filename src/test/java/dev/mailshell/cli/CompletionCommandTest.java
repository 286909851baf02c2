package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, asked by the shells themselves. */
class CompletionCommandTest {

    @TempDir
    Path directory;

    @BeforeEach
    void makeAHome() throws Exception {
        for (String server : List.of("web1", "web2", "db1")) {
            Files.createDirectories(directory.resolve("alice/trust/servers").resolve(server));
        }
    }

    /** The home may be whatever folder somebody stands in, and bash carries out what is in a list of words. */
    @Test
    void carriesOutNothingThatAFolderIsCalled() throws Exception {
        Path servers = directory.resolve("alice/trust/servers");
        Files.createDirectories(servers.resolve("$(touch carried-out)"));
        Files.createDirectories(servers.resolve("`touch carried-out`"));
        String probe = "source " + script("bash")
                + "; COMP_WORDS=(mailshell send --to ''); COMP_CWORD=3; _mailshell; echo \"${COMPREPLY[@]}\"";

        assertThat(run("bash", "--norc", "-c", probe).split("\\s+")).containsExactlyInAnyOrder("db1", "web1", "web2");
        assertThat(directory.resolve("carried-out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "'mailshell se', send",
        "'mailshell keys a', add",
        "'mailshell send --exp', --expires",
        "'mailshell policy explain --cl', --client",
        "'mailshell send --home alice --to w', web1 web2",
        "'mailshell send --to d', db1",
    })
    void completesInBash(String typed, String expected) throws Exception {
        Path script = script("bash");
        String probe =
                """
                source SCRIPT
                compopt() { :; }
                read -r -a COMP_WORDS <<< "$1"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _mailshell mailshell "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                echo "${COMPREPLY[@]}"
                """
                        .replace("SCRIPT", script.toString());

        assertThat(run("bash", "--norc", "-c", probe, "probe", typed).split("\\s+", -1))
                .contains(expected.split(" ", -1))
                .allMatch(each -> each.startsWith(typed.substring(typed.lastIndexOf(' ') + 1)));
    }

    @Test
    void isAScriptForZsh() throws Exception {
        assumeInstalled("zsh");

        assertThat(run("zsh", "-f", "-c", "source " + script("zsh") + "; whence -w _mailshell"))
                .isEqualTo("_mailshell: function");
    }

    @ParameterizedTest
    @CsvSource({
        "'mailshell se', send",
        "'mailshell keys a', add",
        "'mailshell send --exp', --expires",
        "'mailshell keys init --algorithm ', ec rsa",
        "'mailshell send --home alice --to w', web1 web2",
        "'mailshell send --to d', db1",
    })
    void completesInFish(String typed, String expected) throws Exception {
        assumeInstalled("fish");

        String found = run("fish", "--no-config", "-c", "source " + script("fish") + "; complete -C '" + typed + "'");

        assertThat(found.lines().map(line -> line.split("\t", -1)[0])).contains(expected.split(" ", -1));
    }

    /** Where fish is not installed: no line is left out, and a quote in a description ends none. */
    @Test
    void namesEachCommandAndEachOptionForFish() {
        String script = Cli.run("completion", "fish").out();

        assertThat(script.lines())
                .contains(
                        "complete -c mailshell -n '__mailshell_only' -a send -d 'Sends one command'",
                        "complete -c mailshell -n '__mailshell_only keys' -a add -d"
                                + " 'Trusts the public key of somebody'",
                        "complete -c mailshell -n '__mailshell_at send' -l timeout -x -d"
                                + " 'A shorter time limit than the policy\\'s'",
                        "complete -c mailshell -n '__mailshell_at keys init' -l algorithm -x -a 'rsa ec' -d"
                                + " 'rsa: RSA-3072 (default)'")
                .filteredOn(line -> line.startsWith("complete"))
                .allMatch(line ->
                        line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2 == 0);
    }

    @Test
    void refusesAShellThatItDoesNotKnow() {
        assertThat(Cli.run("completion", "tcsh").err()).startsWith("error: ").contains("tcsh", "\nhint: ");
    }

    private Path script(String shell) throws IOException {
        return Files.writeString(
                directory.resolve("completion"), Cli.run("completion", shell).out());
    }

    private static void assumeInstalled(String program) {
        boolean installed = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!installed && "1".equals(System.getenv("MAILSHELL_TEST_EVERYTHING"))) {
            throw new AssertionError(program + " is not installed");
        }
        assumeThat(installed).as(program + " is installed").isTrue();
    }

    private String run(String... call) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(call)))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("MAILSHELL_HOME", directory.resolve("alice").toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.strip();
    }
}
