package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * Reads one output stream of a job through a named pipe. The JDK's own pipe will not do: on the end of the first process it
 * reads into memory whatever other processes still write, and a blocked read of it cannot be ended.
 */
final class StreamCapture implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final Path pipe;
    private final FileChannel keeper;
    private final FileChannel source;
    private final HeadAndTail kept;
    private final FutureTask<CapturedStream> pump = new FutureTask<>(this::copy);

    /**
     * @param pipe an existing named pipe
     * @param file where the bytes go; it must not exist
     */
    StreamCapture(Path pipe, Path file, long limit) throws IOException {
        this.pipe = pipe;
        // While this end is open, neither our own open for reading nor the JDK's for writing waits for the other.
        this.keeper = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.source = FileChannel.open(pipe, StandardOpenOption.READ);
        this.kept = new HeadAndTail(file, limit);
        Thread thread = new Thread(pump, "mailshell-capture");
        thread.setDaemon(true);
        thread.start();
    }

    Path pipe() {
        return pipe;
    }

    /** To be called when the job holds its end: from now on the stream ends when no process holds one any more. */
    void handOver() throws IOException {
        keeper.close();
    }

    /**
     * What was captured, once the stream has ended.
     *
     * @param patience how long to wait for that end; then what came until now is all
     * @throws IOException if it could not be written
     */
    CapturedStream finish(Duration patience) throws IOException {
        try {
            return Uninterrupted.get(pump, patience);
        } catch (TimeoutException heldOpen) {
            return finishNow();
        } catch (ExecutionException failure) {
            throw new IOException("the output cannot be kept", failure.getCause());
        }
    }

    /**
     * What was captured until now.
     *
     * @param target where it is copied to; it must not exist
     */
    CapturedStream soFar(Path target) throws IOException {
        return kept.copy(target);
    }

    @Override
    public void close() throws IOException {
        try (keeper;
                source) {
            kept.close();
        }
    }

    private CapturedStream finishNow() throws IOException {
        source.close();
        try {
            return Uninterrupted.get(pump);
        } catch (ExecutionException failure) {
            throw new IOException("the output cannot be kept", failure.getCause());
        }
    }

    private CapturedStream copy() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        // Closing the source also on failure: a job that writes then gets SIGPIPE instead of waiting for a reader.
        try (source) {
            while (read(buffer) >= 0) {
                kept.write(buffer.flip());
                buffer.clear();
            }
        }
        return kept.finish();
    }

    private int read(ByteBuffer buffer) throws IOException {
        try {
            return source.isOpen() ? source.read(buffer) : -1;
        } catch (AsynchronousCloseException closed) {
            return -1;
        }
    }
}
