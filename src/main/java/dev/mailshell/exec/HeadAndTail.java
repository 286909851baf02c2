package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes the first and the last half of a stream's bytes to a file, with memory that does not grow. */
final class HeadAndTail implements Closeable {
    private final Path file;
    private final long headLimit;
    private final FileChannel head;
    private final RingFile tail;
    private long total;

    HeadAndTail(Path file, long limit) throws IOException {
        this.file = file;
        this.headLimit = limit / 2;
        this.head = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), JobDirectory.OWN_FILE);
        this.tail = new RingFile(file.resolveSibling(file.getFileName() + ".tail"), limit - headLimit);
    }

    void write(ByteBuffer bytes) throws IOException {
        int room = (int) Math.min(bytes.remaining(), Math.max(0, headLimit - total));
        total += bytes.remaining();
        writeFully(bytes.slice(bytes.position(), room));
        bytes.position(bytes.position() + room);
        tail.write(bytes);
    }

    /** Joins both halves, with a line between them that says how many bytes are left out, if any are. */
    CapturedStream finish() throws IOException {
        boolean truncated = tail.lost() > 0;
        if (truncated) {
            String marker = "\n[... " + tail.lost() + " bytes left out ...]\n";
            writeFully(ByteBuffer.wrap(marker.getBytes(StandardCharsets.UTF_8)));
        }
        tail.copyTo(head);
        return new CapturedStream(file, total, truncated);
    }

    @Override
    public void close() throws IOException {
        try (head) {
            tail.close();
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            head.write(bytes);
        }
    }
}
