package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobProcessTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    @Test
    void namesWhatCouldNotBeKilled() throws Exception {
        Process stubborn = ended();

        JobProcess.Ended ended = job(stubborn, "true").run(Jobs.LONG, stop, new CompletableFuture<>());

        assertThat(ended).isEqualTo(new JobProcess.Ended(new JobResult.Exited(0), List.of(stubborn.pid())));
    }

    @Test
    void namesWhatCouldNotBeKilledThoughTheCallerIsInterrupted() throws Exception {
        Process stubborn = ended();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> job(stubborn, "sleep", "1000").run(Jobs.LONG, stop, new CompletableFuture<>()))
                .isInstanceOf(InterruptedException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("could not be killed", Long.toString(stubborn.pid())));
    }

    /** Its tree never gets empty: it holds a process that no signal reaches any more. */
    private static JobProcess job(Process stubborn, String... command) throws IOException {
        Process first = new ProcessBuilder(command).start();
        return new JobProcess(
                first,
                new ProcessTree(
                        signal -> new Sighting(Set.of(stubborn.pid()), Set.of()),
                        new GroupKiller(KillShell::start),
                        SHORT,
                        SHORT));
    }

    private static Process ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process;
    }
}
