package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void countsWhatIsInAValidPolicy() throws Exception {
        write("policy.yaml", "clients: { alice: { roles: [] } }");

        assertThat(run("check", "--home", home.toString())).isZero();
        assertThat(out).hasToString("ok: 0 commands, 0 roles, 1 clients\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsWarningsBesideTheResult() throws Exception {
        write(
                "policy.yaml",
                "commands: { sh: { shell: /bin/sh } }\nroles: { root: { allow: [sh] } }\nclients: { alice: { roles: [root] } }");

        assertThat(run("check", "--home", home.toString())).isZero();
        assertThat(out).hasToString("ok: 1 commands, 1 roles, 1 clients\n");
        assertThat(err)
                .hasToString("warning: policy.yaml:2:26: roles.root allows a shell: its clients may run anything as the"
                        + " shell's user\nhint: name the commands that they need instead, if you can\n");
    }

    @Test
    void printsEveryErrorWithItsHint() throws Exception {
        Path file = write("other.yaml", "defaults: { concurrency: 0 }\nroles: { a: { allow: [], require: [totp] } }");

        assertThat(run("check", file.toString())).isEqualTo(255);
        assertThat(out.toString()).isEmpty();
        assertThat(err)
                .hasToString(
                        """
                        error: other.yaml:1:26: defaults.concurrency is out of bounds (was 0, expected 1 to 256)
                        hint: write a whole number
                        error: other.yaml:2:26: unknown key require in roles.a
                        hint: require is not supported by this version; remove it, and do not rely on it
                        """);
    }

    @Test
    void saysThatAHomeHasNoPolicy() {
        assertThat(run("check", "--home", home.toString())).isEqualTo(255);
        assertThat(err.toString())
                .startsWith("error: " + home.resolve("policy.yaml") + ": the file does not exist\nhint: ");
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private int run(String... args) {
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
