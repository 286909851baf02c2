package dev.mailshell.exec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What was kept of one stream.
 *
 * @param file the kept bytes: the head, then, if {@code truncated}, a line that says how much is missing, then the tail
 * @param bytes how many bytes the process wrote
 * @param truncated whether some were left out
 */
public record CapturedStream(Path file, long bytes, boolean truncated) {

    private static final int BUFFER = 64 * 1024;

    /**
     * The same with no more than {@code limit} bytes: the first and the last half of them, with a line between them, in a file of its own.
     *
     * @param target must not exist
     * @return this stream itself if it fits
     * @throws IOException if it cannot be copied
     */
    public CapturedStream cut(long limit, Path target) throws IOException {
        if (Files.size(file) <= limit) {
            return this;
        }
        try (HeadAndTail kept = new HeadAndTail(target, limit);
                FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (source.read(buffer) >= 0) {
                kept.write(buffer.flip());
                buffer.clear();
            }
            return new CapturedStream(kept.finish().file(), bytes, true);
        }
    }
}
