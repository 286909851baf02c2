package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.as;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;
import static dev.mailshell.exec.Jobs.with;
import static dev.mailshell.exec.Jobs.within;
import static dev.mailshell.exec.RunAsTest.openToOthersAsRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mailshell.exec.JobResult.Exited;
import dev.mailshell.exec.JobResult.NotStarted;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a job works, and the variables that the policy adds. */
class WorkingDirectoryTest {
    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @TempDir
    private Path elsewhere;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void worksWhereThePolicySaysAndFindsItsFilesByTheirVariable() throws Exception {
        JobFiles files = new JobFiles(
                Optional.empty(), Map.of("list", out -> out.write("one\n".getBytes(StandardCharsets.UTF_8))));
        Job job = with(files, in(elsewhere, Map.of(), shell("pwd; cat $MAILSHELL_FILES/list; ls $HOME")));
        try (JobResult result = runner.run(job, parent)) {
            assertThat(text(result.stdout())).isEqualTo(elsewhere + "\none\nlist\n");
        }
    }

    @Test
    void addsVariablesAndLetsThemTakeThePlaceOfOurs() throws Exception {
        Map<String, String> added = Map.of("GREETING", "a b=c $x", "LANG", "C");
        Job job = in(Optional.empty(), added, shell("echo \"$GREETING\"; echo $LANG; pwd"));
        try (JobResult result = runner.run(job, parent)) {
            assertThat(text(result.stdout()))
                    .isEqualTo("a b=c $x\nC\n" + result.directory().resolve("work") + "\n");
        }
    }

    /** Else a library that the user can write to would be root's on the way. */
    @Test
    void noProgramOfOursSeesAVariableOfThePolicy() throws Exception {
        openToOthersAsRoot(parent);
        Path trace = Files.createDirectory(elsewhere.resolve("trace"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(trace, PosixFilePermissions.fromString("rwxrwxrwx"));
        Map<String, String> added = Map.of(
                "LD_DEBUG", "files", "LD_DEBUG_OUTPUT", trace.resolve("of").toString());

        runner.run(as("nobody", in(Optional.empty(), added, program("true"))), parent)
                .close();

        try (var files = Files.list(trace)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                assertThat(Files.getOwner(file).getName()).isEqualTo("nobody");
                assertThat(Files.readString(file)).doesNotContain("setpriv", "prlimit");
            });
        }
    }

    @Test
    void refusesAVariableOfItsOwnOrAnImpossibleOne() throws Exception {
        assertRefused(in(Optional.empty(), Map.of("MAILSHELL_JOB", "x"), program("true")), Reason.START_FAILED);
        assertRefused(in(Optional.empty(), Map.of("A=B", "x"), program("true")), Reason.START_FAILED);
        assertRefused(in(Optional.empty(), Map.of("--chdir", "/"), program("true")), Reason.START_FAILED);
    }

    @Test
    void refusesAProgramWhosePathWouldBeAVariable() throws Exception {
        Path odd = Files.copy(Path.of("/bin/true"), elsewhere.resolve("a=b"));
        assertRefused(in(elsewhere, Map.of(), program(odd.toString())), Reason.START_FAILED);
        try (JobResult result = runner.run(program(odd.toString()), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(0));
        }
    }

    @Test
    void refusesADirectoryThatIsNotThere() throws Exception {
        assertRefused(in(elsewhere.resolve("none"), Map.of(), program("true")), Reason.DIRECTORY_MISSING);
        assertRefused(in(Path.of("relative"), Map.of(), program("true")), Reason.DIRECTORY_MISSING);
        assertRefused(in(Path.of("/etc/passwd"), Map.of(), program("true")), Reason.DIRECTORY_MISSING);
    }

    @Test
    void refusesADirectoryThatTheUserCannotEnter() throws Exception {
        openToOthersAsRoot(parent);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        assertRefused(as("nobody", in(elsewhere, Map.of(), program("true"))), Reason.DIRECTORY_MISSING);
    }

    private void assertRefused(Job job, Reason reason) throws Exception {
        try (JobResult result = runner.run(job, parent)) {
            assertThat(result.end()).asInstanceOf(type(NotStarted.class)).satisfies(end -> {
                assertThat(end.reason()).isEqualTo(reason);
                assertThat(end.hint()).isNotEmpty();
            });
        }
    }

    private static Job in(Path directory, Map<String, String> environment, Job job) {
        return in(Optional.of(directory.toString()), environment, job);
    }

    private static Job in(Optional<String> directory, Map<String, String> environment, Job job) {
        return within(
                new Confinement(
                        Optional.empty(),
                        directory,
                        environment,
                        Optional.empty(),
                        Resources.UNLIMITED,
                        Optional.empty()),
                job);
    }
}
