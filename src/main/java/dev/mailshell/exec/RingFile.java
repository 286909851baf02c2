package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps the last bytes of what is written, in a file of a fixed size. */
final class RingFile implements Closeable {
    private final Path file;
    private final long capacity;
    private final FileChannel channel;
    private long written;

    RingFile(Path file, long capacity) throws IOException {
        this.file = Files.createFile(file, JobDirectory.OWN_FILE);
        this.capacity = capacity;
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    void write(ByteBuffer bytes) throws IOException {
        skip(bytes, bytes.remaining() - capacity);
        while (bytes.hasRemaining()) {
            long position = written % capacity;
            int count = (int) Math.min(bytes.remaining(), capacity - position);
            ByteBuffer slice = bytes.slice(bytes.position(), count);
            written += channel.write(slice, position);
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
    public void close() throws IOException {
        channel.close();
        Files.delete(file);
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
            position += channel.transferTo(position, to - position, target);
        }
    }
}
