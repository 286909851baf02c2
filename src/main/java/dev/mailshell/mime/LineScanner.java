package dev.mailshell.mime;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Walks over the lines of a part of a file. A line ends with LF or CRLF, or with the part itself. */
final class LineScanner implements Closeable {

    private final InputStream in;
    private final byte[] prefix;
    private long position;
    private long start;
    private long textEnd;
    private int kept;

    /** @param prefixLimit how many bytes of each line are kept for {@link #text()} */
    LineScanner(Path file, long start, long end, int prefixLimit) throws IOException {
        this.in = new BufferedInputStream(new FileSlice(file, start, end), 16 * 1024);
        this.prefix = new byte[prefixLimit];
        this.position = start;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        start = position;
        kept = 0;
        int last = -1;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            position++;
            if (octet == '\n') {
                textEnd = last == '\r' ? position - 2 : position - 1;
                return true;
            }
            if (kept < prefix.length) {
                prefix[kept++] = (byte) octet;
            }
            last = octet;
        }
        textEnd = position;
        return position > start;
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
