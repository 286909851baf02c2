package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCommandTest {

    @TempDir
    private Path home;

    @Test
    void countsWhatIsInAValidPolicy() throws Exception {
        write("policy.yaml", "clients: { alice: { roles: [] } }");

        Cli cli = Cli.run("policy", "check", "--home", home.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("ok: 0 commands, 0 roles, 1 client\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void printsWarningsBesideTheResult() throws Exception {
        write(
                "policy.yaml",
                "commands: { sh: { shell: /bin/sh } }\nroles: { root: { allow: [sh] } }\nclients: { alice: { roles: [root] } }");

        Cli cli = Cli.run("policy", "check", "--home", home.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("ok: 1 command, 1 role, 1 client\n");
        assertThat(cli.err())
                .isEqualTo("warning: policy.yaml:2:26: roles.root allows a shell: its clients may run anything as the"
                        + " shell's user\nhint: name the commands that they need instead, if you can\n");
    }

    @Test
    void printsEveryErrorWithItsHint() throws Exception {
        Path file = write("other.yaml", "defaults: { concurrency: 0 }\nroles: { a: { allow: [], deny: [x] } }");

        Cli cli = Cli.run("policy", "check", file.toString());

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .isEqualTo(
                        """
                        error: other.yaml:1:26: defaults.concurrency is out of bounds (was 0, expected 1 to 256)
                        hint: write a whole number
                        error: other.yaml:2:26: unknown key deny in roles.a
                        hint: deny is not supported by this version; remove it, and do not rely on it
                        """);
    }

    @Test
    void saysThatAHomeHasNoPolicy() {
        Cli cli = Cli.run("policy", "check", "--home", home.toString());

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err()).startsWith("error: " + home.resolve("policy.yaml") + ": the file does not exist\nhint: ");
    }

    @Test
    void printsCountsAndWarningsAsJson() throws Exception {
        write(
                "policy.yaml",
                "commands: { sh: { shell: /bin/sh } }\nroles: { root: { allow: [sh] } }\nclients: { alice: { roles: [root] } }");

        Cli cli = Cli.run("policy", "check", "--json", "--home", home.toString());

        JsonNode result = new ObjectMapper().readTree(cli.out());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(result.fieldNames()).toIterable().containsExactly("commands", "roles", "clients", "warnings");
        assertThat(result.get("commands").intValue()).isEqualTo(1);
        assertThat(result.get("warnings")).singleElement().satisfies(warning -> {
            assertThat(warning.get("place").textValue()).isEqualTo("policy.yaml:2:26");
            assertThat(warning.get("fact").textValue()).startsWith("roles.root allows a shell");
            assertThat(warning.get("hint").textValue()).startsWith("name the commands");
        });
    }

    @Test
    void printsErrorsAsLinesAlsoWithJson() throws Exception {
        write("policy.yaml", "defaults: { concurrency: 0 }");

        Cli cli = Cli.run("policy", "check", "--json", "--home", home.toString());

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).first().asString().startsWith("error: policy.yaml:1:26: ");
    }

    @Test
    void checksThePolicyOfTheHomeInTheEnvironment() throws Exception {
        write("policy.yaml", "clients: { alice: { roles: [] } }");

        Cli cli = Cli.run(Map.of("MAILSHELL_HOME", home.toString()), Cli.NOW, "policy", "check");

        assertThat(cli.out()).isEqualTo("ok: 0 commands, 0 roles, 1 client\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/proc"})
    void refusesAFolder(String folder) {
        assertThat(Cli.run("policy", "check", folder).err().lines())
                .containsExactly(
                        "error: " + folder + ": the file cannot be read",
                        "hint: it must be a file that this user may read");
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
