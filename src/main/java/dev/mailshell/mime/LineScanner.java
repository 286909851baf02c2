package dev.mailshell.mime;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Walks over the lines of a part of a file. A line ends with LF or CRLF, or with the part itself. */
final class LineScanner implements Closeable {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int filled;
    private final byte[] prefix;
    private long position;
    private long start;
    private long textEnd;
    private int kept;

    /** @param prefixLimit how many bytes of each line are kept for {@link #text()} */
    LineScanner(Path file, long start, long end, int prefixLimit) throws IOException {
        this(new FileSlice(file, start, end), start, prefixLimit);
    }

    /** @param start the position of the first byte of {@code in} */
    LineScanner(InputStream in, long start, int prefixLimit) {
        this.in = in;
        this.prefix = new byte[prefixLimit];
        this.position = start;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        start = position;
        kept = 0;
        int last = -1;
        while (fill()) {
            int end = lineFeed();
            if (end > at) {
                keep(end);
                last = buffer[end - 1];
                position += end - at;
                at = end;
            }
            if (at < filled) {
                at++;
                textEnd = last == '\r' ? position - 1 : position;
                position++;
                return true;
            }
        }
        textEnd = position;
        return position > start;
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return at < filled;
    }

    /** Where in the buffer the line ends; the end of the buffer if it goes on. */
    private int lineFeed() {
        int end = at;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void keep(int end) {
        int count = Math.min(end - at, prefix.length - kept);
        System.arraycopy(buffer, at, prefix, kept, count);
        kept += count;
    }

    /** The line without its end, cut at the prefix limit; each byte is one character. */
    String text() {
        return new String(prefix, 0, (int) Math.min(kept, textEnd - start), StandardCharsets.ISO_8859_1);
    }

    /** Where the line begins. */
    long start() {
        return start;
    }

    /** Where its text ends and its line end begins. */
    long textEnd() {
        return textEnd;
    }

    /** Where the next line begins. */
    long end() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
