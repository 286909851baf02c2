package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.lasting;
import static dev.mailshell.exec.Jobs.nap;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.sleepers;
import static dev.mailshell.exec.Jobs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailshell.exec.JobResult.Exited;
import dev.mailshell.exec.JobResult.Stopped;
import dev.mailshell.exec.JobResult.TimedOut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a job outlives it, however it hides. */
class EndOfJobTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep NAP & sleep NAP & wait",
                "sh -c 'sh -c \"sleep NAP; :\"; :'; :",
                "setsid sleep NAP & wait",
                "(setsid sh -c 'cd /; sleep NAP & exit') ; sleep NAP; :",
                "trap '' TERM; sleep NAP & sleep NAP; wait; sleep NAP",
                // Nothing but its parent tells whose it is.
                "cd /; env -i setsid sh -c 'sleep NAP; :' >/dev/null 2>&1 </dev/null & wait",
                "(trap '' TERM; setsid sleep NAP) & sleep NAP; :",
            })
    void endsTheWholeTreeWhenTheTimeIsUp(String script) throws Exception {
        String nap = nap();
        try (JobResult result = runner.run(lasting(Duration.ofSeconds(1), shell(script.replace("NAP", nap))), parent)) {
            assertThat(result.end()).isInstanceOf(TimedOut.class);
            assertThat(sleepers(nap)).isEmpty();
        }
    }

    @Test
    void saysThatTermWasEnough() throws Exception {
        String script = "trap 'echo bye; exit 0' TERM; echo hi; sleep 1000 & wait";
        try (JobResult result = runner.run(lasting(SHORT, shell(script)), parent)) {
            assertThat(result.end()).isEqualTo(new TimedOut("TERM"));
            assertThat(text(result.stdout())).isEqualTo("hi\nbye\n");
        }
    }

    @Test
    void saysThatItTookKill() throws Exception {
        try (JobResult result = runner.run(lasting(SHORT, shell("trap '' TERM; exec sleep 1000")), parent)) {
            assertThat(result.end()).isEqualTo(new TimedOut("KILL"));
        }
    }

    /** Each daemon keeps one trace of its job, and had shed the others already when it was forked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Its session, and the pipes.
                "sleep NAP & exit 5",
                // Its session only.
                "cd /; env -i sh -c 'sleep NAP &' >/dev/null 2>&1 </dev/null; exit 5",
                // Its marker variable only.
                "cd /; setsid sh -c 'sleep NAP &' >/dev/null 2>&1 </dev/null; exit 5",
                // Its working directory only.
                "env -i setsid sh -c 'sleep NAP &' >/dev/null 2>&1 </dev/null; exit 5",
                // One of its pipes only.
                "cd /; env -i setsid sh -c 'sleep NAP &' 2>/dev/null </dev/null; exit 5",
                // A file in its directory only.
                "exec 7>f; cd /; env -i setsid sh -c 'sleep NAP &' >/dev/null 2>&1 </dev/null; exit 5",
                // Its session, and it does not listen to TERM.
                "trap '' TERM; sleep NAP & exit 5",
            })
    void endsADaemonWhenTheFirstProcessExits(String script) throws Exception {
        String nap = nap();
        try (JobResult result = runner.run(shell(script.replace("NAP", nap)), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(5));
            assertThat(sleepers(nap)).isEmpty();
        }
    }

    @Test
    void doesNotDrownInWhatADaemonGoesOnWriting() throws Exception {
        try (JobResult result = runner.run(shell("yes & exit 0"), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(0));
            assertThat(result.stdout().orElseThrow().file()).exists();
        }
    }

    @Test
    void leavesOtherJobsAlone() throws Exception {
        String nap = nap();
        FutureTask<JobResult> other = inBackground("sleep " + nap);
        await().until(() -> !sleepers(nap).isEmpty());

        runner.run(shell("sleep 1000 & exit 0"), parent).close();

        assertThat(sleepers(nap)).hasSize(1);
        runner.close();
        other.get().close();
    }

    @Test
    void endsWhatRunsWhenItIsClosed() throws Exception {
        String nap = nap();
        FutureTask<JobResult> job = inBackground("echo before; setsid sleep " + nap + " & sleep " + nap);
        await().until(() -> sleepers(nap).size() == 2);

        runner.close();

        assertThat(sleepers(nap)).isEmpty();
        try (JobResult result = job.get()) {
            assertThat(result.end()).isEqualTo(new Stopped());
            assertThat(text(result.stdout())).isEqualTo("before\n");
        }
    }

    @Test
    void startsNothingOnceItIsClosed() throws Exception {
        runner.close();
        try (JobResult result = runner.run(shell("exit 0"), parent)) {
            assertThat(result.end()).isEqualTo(new Stopped());
        }
    }

    @Test
    void endsTheTreeAndLeavesNothingWhenTheCallerIsInterrupted() throws Exception {
        String nap = nap();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        AtomicReference<JobResult> result = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                result.set(runner.run(shell("setsid sleep " + nap + " & sleep " + nap), parent));
                thrown.complete(null);
            } catch (InterruptedException | RuntimeException failure) {
                thrown.complete(failure);
            }
        });
        caller.start();
        await().until(() -> sleepers(nap).size() == 2);

        caller.interrupt();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class).hasNoSuppressedExceptions();
        assertThat(result).hasNullValue();
        assertThat(sleepers(nap)).isEmpty();
        assertThat(Jobs.left(parent)).isEmpty();
    }

    private FutureTask<JobResult> inBackground(String script) {
        FutureTask<JobResult> task = new FutureTask<>(() -> runner.run(shell(script), parent));
        new Thread(task).start();
        return task;
    }
}
