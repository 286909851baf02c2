package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.exec.JobControl;
import dev.mailshell.exec.JobResult;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.OutputStore;
import dev.mailshell.model.CommandKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What commands write, as routes use it: kept for a while after their end, to be asked for again. */
public final class OutputSteps {

    /** As long as a client's command waits at most, so that whoever missed an answer can still ask; small beside the answers in the outbox. */
    static final OutputStore.Bounds BOUNDS = new OutputStore.Bounds(Duration.ofHours(24), 200, 32L << 20);

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.output");

    private final OutputStore store;
    private final RunningCommands running;

    OutputSteps(OutputStore store, RunningCommands running) {
        this.store = store;
        this.running = running;
    }

    /** Keeps what a command has written, encrypted. That it cannot be kept changes nothing about its answer. */
    public void keep(Exchange exchange) {
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        JobResult result = ((Outcome.Ran) Facts.OUTCOME.of(exchange)).result();
        if (result.stdout().isEmpty() || result.stderr().isEmpty()) {
            return;
        }
        try {
            keep(key, result.stdout().get(), result.stderr().get());
        } catch (IOException e) {
            LOG.warn("the output of {} cannot be kept: {}", key, e.getMessage());
            LOG.debug("the output of a command cannot be kept", e);
        }
    }

    private void keep(CommandKey key, CapturedStream stdout, CapturedStream stderr) throws IOException {
        OutputStore.Stream first = sealed(stdout);
        OutputStore.Stream second;
        try {
            second = sealed(stderr);
        } catch (IOException e) {
            // Nobody would find it any more: on a full disk, each command would leave one.
            first.file().delete();
            throw e;
        }
        store.keep(key, first, second);
    }

    /** Deletes what is too old. */
    public void prune() throws IOException {
        store.prune();
    }

    /**
     * What a command has written: so far if it runs, else all that is kept.
     *
     * @param folder where it is copied to
     * @return empty if nothing is known of it, or no more
     * @throws DamagedMail if it is not what was kept
     */
    Optional<JobControl.Output> copy(CommandKey key, Path folder) throws IOException, DamagedMail {
        Optional<RunningCommand> command = running.find(key);
        if (command.isPresent()) {
            Optional<JobControl.Output> soFar = command.get().control().soFar(folder);
            if (soFar.isPresent()) {
                return soFar;
            }
        }
        Optional<OutputStore.Output> kept = store.find(key);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new JobControl.Output(
                        opened(kept.get().stdout(), folder.resolve("stdout")),
                        opened(kept.get().stderr(), folder.resolve("stderr"))));
    }

    private OutputStore.Stream sealed(CapturedStream stream) throws IOException {
        try (InputStream in = Files.newInputStream(stream.file())) {
            return new OutputStore.Stream(store.seal(in), stream.bytes(), stream.truncated());
        }
    }

    private CapturedStream opened(OutputStore.Stream stream, Path file) throws IOException, DamagedMail {
        // The folder lets nobody else in.
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            store.read(stream, out);
        }
        return new CapturedStream(file, stream.bytes(), stream.truncated());
    }
}
