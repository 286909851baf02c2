package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.bytes;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.reading;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mailshell.exec.JobResult.Exited;
import dev.mailshell.exec.JobResult.NotStarted;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedRunnerTest {
    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 3, 3",
        "exit 126, 126",
        "no-such-program-here, 127",
        "kill -KILL $$, 137",
        "kill -TERM $$, 143"
    })
    void reportsTheExitCodeAsAShellDoes(String script, int code) throws Exception {
        try (JobResult result = runner.run(shell(script), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(code));
            assertThat(result.finishedAt()).isAfterOrEqualTo(result.startedAt());
        }
    }

    @Test
    void givesTheJobNothingOfOurEnvironment() throws Exception {
        try (JobResult result = runner.run(program("env"), parent)) {
            Path work = result.directory().resolve("work");
            assertThat(text(result.stdout()).lines())
                    .containsExactlyInAnyOrder(
                            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                            "LANG=C.UTF-8",
                            "HOME=" + work,
                            "TMPDIR=" + work,
                            "MAILSHELL_FILES=" + work,
                            "MAILSHELL_JOB=" + result.directory().getFileName());
        }
    }

    @Test
    void worksInAnEmptyPrivateDirectory() throws Exception {
        try (JobResult result = runner.run(shell("pwd; stat -c %a . ..; ls -A"), parent)) {
            assertThat(text(result.stdout())).isEqualTo(result.directory().resolve("work") + "\n700\n700\n");
        }
    }

    @Test
    void handsArgumentsOverUntouched() throws Exception {
        try (JobResult result = runner.run(program("printf", "<%s>", "a b", "$HOME", "*", "", "'\"`id`"), parent)) {
            assertThat(text(result.stdout())).isEqualTo("<a b><$HOME><*><><'\"`id`>");
        }
    }

    @Test
    void feedsStdinToItsEnd() throws Exception {
        String text = "é\nno newline at the end";
        try (JobResult result = runner.run(reading(text, program("cat")), parent)) {
            assertThat(text(result.stdout())).isEqualTo(text);
            assertThat(result.end()).isEqualTo(new Exited(0));
        }
    }

    @Test
    void feedsNothingWhenThereIsNoStdin() throws Exception {
        try (JobResult result = runner.run(program("wc", "-c"), parent)) {
            assertThat(text(result.stdout())).isEqualTo("0\n");
        }
    }

    @Test
    void keepsBytesThatAreNotUtf8AndKeepsTheStreamsApart() throws Exception {
        try (JobResult result = runner.run(shell("printf '\\377\\000\\376\\r\\n'; printf '\\200' >&2"), parent)) {
            assertThat(bytes(result.stdout())).isEqualTo(new byte[] {(byte) 0xff, 0, (byte) 0xfe, '\r', '\n'});
            assertThat(bytes(result.stderr())).isEqualTo(new byte[] {(byte) 0x80});
        }
    }

    @Test
    void capturesIntoFilesThatOnlyWeCanRead() throws Exception {
        try (JobResult result = runner.run(program("true"), parent)) {
            Path file = result.stdout().orElseThrow().file();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @CsvSource({"no-such-program-here", "/no/such/program", "./relative", "/etc/passwd", "/usr/bin", "a\0b", "/a\0b"})
    void saysThatTheProgramIsMissingAndNothingOfItsArguments(String program) throws Exception {
        try (JobResult result = runner.run(program(program, "--password=hush"), parent)) {
            assertThat(result.end()).asInstanceOf(type(NotStarted.class)).satisfies(end -> {
                assertThat(end.reason()).isEqualTo(Reason.PROGRAM_MISSING);
                assertThat(end.fact() + end.hint()).doesNotContain("hush");
                assertThat(end.hint()).isNotEmpty();
            });
            assertThat(result.stdout()).isEmpty();
        }
        assertThat(Jobs.left(parent)).isEmpty();
    }

    @Test
    void saysThatAJobCannotStartWithArgumentsThatAreTooLong() throws Exception {
        String long1 = "hush".repeat(1 << 20);
        try (JobResult result = runner.run(program("true", long1), parent)) {
            assertThat(result.end()).asInstanceOf(type(NotStarted.class)).satisfies(end -> {
                assertThat(end.reason()).isEqualTo(Reason.START_FAILED);
                assertThat(end.fact().toLowerCase(Locale.ROOT))
                        .contains("too long")
                        .doesNotContain("hush");
            });
        }
    }

    @Test
    void saysThatAJobCannotStartWhereNoDirectoryCanBeMade() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "", StandardCharsets.UTF_8);
        try (JobResult result = runner.run(program("true"), file)) {
            assertThat(result.end())
                    .asInstanceOf(type(NotStarted.class))
                    .extracting(NotStarted::reason)
                    .isEqualTo(Reason.START_FAILED);
        }
    }

    @Test
    void leavesNothingOnceTheResultIsClosed() throws Exception {
        String script =
                "mkdir -p a/b/c; echo x > a/b/c/f; ln -s /etc a/link; ln -s nowhere dangling; mkfifo a/p; chmod 0 a/b";
        try (JobResult result = runner.run(shell(script), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(0));
        }
        assertThat(Jobs.left(parent)).isEmpty();
        assertThat(Path.of("/etc/passwd")).exists();
    }
}
