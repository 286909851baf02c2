package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Keeps the last bytes of what is written, in a file of a fixed size that is there from the first byte until it is closed. */
final class RingFile implements Closeable {
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path file;
    private final long capacity;
    private Optional<FileChannel> channel = Optional.empty();
    private boolean closed;
    private long written;

    RingFile(Path file, long capacity) {
        this.file = file;
        this.capacity = capacity;
    }

    void write(ByteBuffer bytes) throws IOException {
        skip(bytes, bytes.remaining() - capacity);
        while (bytes.hasRemaining()) {
            long position = written % capacity;
            int count = (int) Math.min(bytes.remaining(), capacity - position);
            ByteBuffer slice = bytes.slice(bytes.position(), count);
            written += opened().write(slice, position);
            bytes.position(bytes.position() + slice.position());
        }
    }

    /** How many bytes were overwritten. */
    long lost() {
        return Math.max(0, written - capacity);
    }

    /** Appends what is kept, oldest byte first. */
    void copyTo(FileChannel target) throws IOException {
        if (lost() == 0) {
            transfer(0, written, target);
            return;
        }
        long oldest = capacity == 0 ? 0 : written % capacity;
        transfer(oldest, capacity, target);
        transfer(0, oldest, target);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel.isPresent()) {
            channel.get().close();
            Files.delete(file);
        }
    }

    /** Another thread may close it meanwhile: then no file is made any more. */
    private synchronized FileChannel opened() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel.isEmpty()) {
            channel = Optional.of(FileChannel.open(file, OPTIONS, JobDirectory.OWN_FILE));
        }
        return channel.get();
    }

    private void skip(ByteBuffer bytes, long count) {
        if (count > 0) {
            bytes.position(bytes.position() + (int) count);
            written += count;
        }
    }

    private void transfer(long from, long to, FileChannel target) throws IOException {
        long position = from;
        while (position < to) {
            position += opened().transferTo(position, to - position, target);
        }
    }
}
