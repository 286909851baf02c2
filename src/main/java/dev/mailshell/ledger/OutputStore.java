package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What commands have written, for a while after their end: each stream in a file (mode 0600), encrypted under a key that only this object
 * knows. So nothing can be read from it after the process has ended, whatever becomes of the files. Safe for use by several threads.
 */
public final class OutputStore {

    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Bounds bounds;
    /** The oldest first. */
    private final Map<CommandKey, Output> kept = new LinkedHashMap<>();

    private long last;

    /**
     * How much is kept.
     *
     * @param age how long an output is kept at most
     * @param outputs how many of each client; at least 1
     * @param bytes of all outputs of each client; a larger one is not kept at all
     */
    public record Bounds(Duration age, int outputs, long bytes) {}

    /**
     * One stream.
     *
     * @param bytes how many the process wrote
     * @param truncated whether some of them are left out of what is kept
     */
    public record Stream(SealedFile file, long bytes, boolean truncated) {}

    /** Both streams of a command, and when they were kept. */
    public record Output(Stream stdout, Stream stderr, Instant at) {

        private long size() {
            return stdout.file().size() + stderr.file().size();
        }
    }

    private OutputStore(Path folder, InstantSource clock, SecureRandom random, Bounds bounds) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        this.bounds = bounds;
    }

    /**
     * An empty store.
     *
     * @param folder is made if it is not there (mode 0700); what lies in it, of an earlier process, is deleted
     * @throws IOException if the folder cannot be used, or is open to others
     */
    public static OutputStore open(Path folder, InstantSource clock, SecureRandom random, Bounds bounds)
            throws IOException {
        DurableFiles.directory(folder);
        for (Path left : DurableFiles.list(folder)) {
            Files.delete(left);
        }
        return new OutputStore(folder, clock, random, bounds);
    }

    /** Encrypts a stream into a file that belongs to nothing yet. */
    public SealedFile seal(InputStream stream) throws IOException {
        return SealedFile.write(folder.resolve(Long.toString(next())), stream, random);
    }

    /**
     * Keeps the output of a command, and deletes the oldest ones of the same client that there is no room for any more.
     *
     * @throws IOException if a file cannot be deleted
     */
    public synchronized void keep(CommandKey key, Stream stdout, Stream stderr) throws IOException {
        Output output = new Output(stdout, stderr, clock.instant());
        forget(key);
        kept.put(key, output);
        while (isBeyond(key.signer())) {
            forget(oldest(key.signer()));
        }
    }

    /** What a command has written, if it is kept. */
    public synchronized Optional<Output> find(CommandKey key) {
        return Optional.ofNullable(kept.get(key)).filter(output -> !isOld(output));
    }

    /**
     * Decrypts a stream.
     *
     * @param target is not closed
     * @throws IOException if {@code target} fails, or the file is gone: its time may have come meanwhile
     * @throws DamagedMail if it is not what was kept
     */
    public void read(Stream stream, OutputStream target) throws IOException, DamagedMail {
        stream.file().read(target);
    }

    /**
     * Deletes what is too old.
     *
     * @throws IOException if a file cannot be deleted
     */
    public synchronized void prune() throws IOException {
        for (Iterator<Output> all = kept.values().iterator(); all.hasNext(); ) {
            Output output = all.next();
            if (isOld(output)) {
                all.remove();
                delete(output);
            }
        }
    }

    private synchronized long next() {
        return ++last;
    }

    private boolean isOld(Output output) {
        return output.at().plus(bounds.age()).isBefore(clock.instant());
    }

    private boolean isBeyond(IdentityName client) {
        int outputs = 0;
        long bytes = 0;
        for (Map.Entry<CommandKey, Output> entry : kept.entrySet()) {
            if (entry.getKey().signer().equals(client)) {
                outputs++;
                bytes += entry.getValue().size();
            }
        }
        return outputs > bounds.outputs() || bytes > bounds.bytes();
    }

    private CommandKey oldest(IdentityName client) {
        return kept.keySet().stream()
                .filter(key -> key.signer().equals(client))
                .findFirst()
                .orElseThrow();
    }

    private void forget(CommandKey key) throws IOException {
        Output output = kept.remove(key);
        if (output != null) {
            delete(output);
        }
    }

    private static void delete(Output output) throws IOException {
        output.stdout().file().delete();
        output.stderr().file().delete();
    }
}
