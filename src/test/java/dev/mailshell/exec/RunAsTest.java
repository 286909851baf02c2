package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.as;
import static dev.mailshell.exec.Jobs.nap;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.sleepers;
import static dev.mailshell.exec.Jobs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mailshell.exec.JobResult.Exited;
import dev.mailshell.exec.JobResult.NotStarted;
import dev.mailshell.model.Reason;
import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAsTest {
    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void becomesTheUserWithItsGroupsAndNoWayBack() throws Exception {
        openToOthersAsRoot();
        String script =
                "id -un; id -Gn; grep NoNewPrivs /proc/self/status; pwd; stat -c %U .; echo x > file && cat file";
        try (JobResult result = runner.run(as("nobody", shell(script)), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(0));
            assertThat(text(result.stdout()))
                    .isEqualTo("nobody\nnogroup\nNoNewPrivs:\t1\n"
                            + result.directory().resolve("work") + "\nnobody\nx\n");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void keepsTheCapturedStreamsOutOfTheUsersReach() throws Exception {
        openToOthersAsRoot();
        String script = "cat ../streams/stdout || ls .. || echo unreachable; echo y > /dev/stderr";
        try (JobResult result =
                runner.run(as("nobody", shell("(" + script + ") 2>/dev/null; echo z > /dev/stderr")), parent)) {
            assertThat(text(result.stdout())).isEqualTo("unreachable\n");
            assertThat(text(result.stderr())).isEqualTo("z\n");
        }
    }

    @Test
    void endsDaemonsOfTheUserToo() throws Exception {
        openToOthersAsRoot();
        String nap = nap();
        runner.run(as("nobody", shell("setsid sleep " + nap + " & exit 0")), parent)
                .close();
        assertThat(sleepers(nap)).isEmpty();
    }

    @Test
    void leavesAloneWhoIsLuredIntoTheJobsDirectory() throws Exception {
        openToOthersAsRoot();
        String lured = nap();
        FutureTask<JobResult> job =
                inBackground(as("nobody", shell("chmod 755 .; echo x > bait.new; mv bait.new bait; sleep 1000")));
        await().until(() -> !isEmpty(parent) && Files.exists(only(parent).resolve("work/bait")));
        start("cd " + only(parent).resolve("work") + "; sleep " + lured + " < bait");
        await().until(() -> !sleepers(lured).isEmpty());

        runner.close();

        job.get().close();
        assertThat(sleepers(lured)).hasSize(1);
        end(lured);
    }

    @Test
    void leavesAloneWhoSharesAGroupWithTheJobsUser() throws Exception {
        openToOthersAsRoot();
        String ours = nap();
        String users = nap();
        FutureTask<JobResult> job = inBackground(as("nobody", shell("sleep 1000")));
        await().until(() -> !isEmpty(parent));
        // Without a leader, only its members tell whose group it is.
        start("trap '' TERM; sleep " + ours + " & MAILSHELL_JOB=" + only(parent).getFileName()
                + " setpriv --reuid=nobody --clear-groups sleep " + users + " &");
        await().until(() -> !sleepers(users).isEmpty() && !sleepers(ours).isEmpty());

        runner.close();

        job.get().close();
        assertThat(sleepers(users)).isEmpty();
        assertThat(sleepers(ours)).hasSize(1);
        end(ours);
    }

    @Test
    void refusesWhenTheUserCannotReachTheJobsDirectory() throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        assertRefused(as("nobody", program("true")), parent.resolve("jobs"), Reason.RUN_AS_REFUSED);
    }

    @Test
    void refusesAFolderThatOthersCanWriteTo() throws Exception {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(as("nobody", program("true")), Reason.RUN_AS_REFUSED);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void saysThatTheUserCannotExecuteTheProgram() throws Exception {
        openToOthersAsRoot();
        Path program = Files.createFile(
                parent.resolve("program"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertRefused(as("nobody", program(program.toString())), Reason.PROGRAM_MISSING);
    }

    @Test
    void refusesAUserThatDoesNotExistOrIsANumber() throws Exception {
        assertRefused(as("no-such-user", program("true")), Reason.RUN_AS_REFUSED);
        assertRefused(as("65534", program("true")), Reason.RUN_AS_REFUSED);
        assertRefused(as("--help", program("true")), Reason.RUN_AS_REFUSED);
    }

    @Test
    void refusesAnotherUserToAnyoneButRoot() {
        assertThatThrownBy(() -> RunAs.of("root", 12345))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.end().reason()).isEqualTo(Reason.RUN_AS_REFUSED));
    }

    @Test
    void refusesToRunAsRootWhenWeAreNot() throws Exception {
        assumeFalse(isRoot(), "needs a user that is not root");
        assertRefused(as("root", program("true")), Reason.RUN_AS_REFUSED);
    }

    @Test
    void needsNothingToRunAsOurselves() throws Exception {
        try (JobResult result = runner.run(as(System.getProperty("user.name"), program("id", "-un")), parent)) {
            assertThat(text(result.stdout()).strip()).isEqualTo(System.getProperty("user.name"));
        }
    }

    private void assertRefused(Job job, Reason reason) throws Exception {
        assertRefused(job, parent, reason);
    }

    private void assertRefused(Job job, Path directory, Reason reason) throws Exception {
        try (JobResult result = runner.run(job, directory)) {
            assertThat(result.end())
                    .asInstanceOf(type(NotStarted.class))
                    .extracting(NotStarted::reason)
                    .isEqualTo(reason);
        }
    }

    private FutureTask<JobResult> inBackground(Job job) {
        FutureTask<JobResult> task = new FutureTask<>(() -> runner.run(job, parent));
        new Thread(task).start();
        return task;
    }

    /** In a session of its own, and not as our child. */
    private static void start(String script) throws Exception {
        new ProcessBuilder("/bin/sh", "-c", "setsid sh -c \"$0\" & exit", script)
                .start()
                .waitFor();
    }

    private static void end(String nap) {
        sleepers(nap).stream()
                .flatMap(process ->
                        ProcessHandle.of(Long.parseLong(process.getFileName().toString())).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findFirst().orElseThrow();
        }
    }

    private void openToOthersAsRoot() throws Exception {
        openToOthersAsRoot(parent);
    }

    /** Lets other users through a directory of jobs; skips the calling test where we are not root. */
    static void openToOthersAsRoot(Path parent) throws IOException {
        assumeRoot();
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    }

    private static void assumeRoot() {
        Prerequisite.require(isRoot(), "only root can become another user");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
