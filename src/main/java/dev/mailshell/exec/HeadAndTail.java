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
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path file;
    private final long headLimit;
    private final FileChannel head;
    private final RingFile tail;
    private long total;
    private boolean joined;

    HeadAndTail(Path file, long limit) throws IOException {
        this.file = file;
        this.headLimit = limit / 2;
        this.head = FileChannel.open(file, NEW, JobDirectory.OWN_FILE);
        this.tail = new RingFile(file.resolveSibling(file.getFileName() + ".tail"), limit - headLimit);
    }

    synchronized void write(ByteBuffer bytes) throws IOException {
        int room = (int) Math.min(bytes.remaining(), Math.max(0, headLimit - total));
        total += bytes.remaining();
        writeFully(head, bytes.slice(bytes.position(), room));
        bytes.position(bytes.position() + room);
        tail.write(bytes);
    }

    /** Joins both halves, with a line between them that says how many bytes are left out, if any are. */
    synchronized CapturedStream finish() throws IOException {
        appendTail(head);
        joined = true;
        return new CapturedStream(file, total, isTruncated());
    }

    /** As {@link #finish} would join them now, in another file, which must not exist; more may be written after. */
    synchronized CapturedStream copy(Path target) throws IOException {
        try (FileChannel copy = FileChannel.open(target, NEW, JobDirectory.OWN_FILE);
                FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long position = 0; position < source.size(); ) {
                position += source.transferTo(position, source.size() - position, copy);
            }
            if (!joined) {
                appendTail(copy);
            }
        }
        return new CapturedStream(target, total, isTruncated());
    }

    private boolean isTruncated() {
        return tail.lost() > 0;
    }

    private void appendTail(FileChannel target) throws IOException {
        if (isTruncated()) {
            String marker = "\n[... " + tail.lost() + " bytes left out ...]\n";
            writeFully(target, ByteBuffer.wrap(marker.getBytes(StandardCharsets.UTF_8)));
        }
        tail.copyTo(target);
    }

    @Override
    public void close() throws IOException {
        try (head) {
            tail.close();
        }
    }

    private static void writeFully(FileChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }
}
