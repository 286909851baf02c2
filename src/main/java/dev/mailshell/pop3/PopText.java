package dev.mailshell.pop3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The text of an answer of many lines, as it was before its dots were stuffed (RFC 1939 section 3). Only CRLF ends a line: who sends a mail
 * with other line ends must not be able to end the answer, and to write the next one himself.
 */
final class PopText extends InputStream {

    private final InputStream in;
    private final long atMost;
    private long count;
    private int last = '\n';
    private boolean lineBegins = true;
    private boolean over;

    /** @param atMost the longest text, in bytes */
    PopText(InputStream in, long atMost) {
        this.in = in;
        this.atMost = atMost;
    }

    /** Whether all of it has been read. */
    boolean isOver() {
        return over;
    }

    /**
     * One octet.
     *
     * @throws TextTooLong if there are more than there may be
     * @throws IOException if the connection breaks
     */
    @Override
    public int read() throws IOException {
        if (over) {
            return -1;
        }
        int octet = octet();
        if (lineBegins && octet == '.') {
            octet = octet();
            if (octet == '\r') {
                if (octet() != '\n') {
                    throw new IOException("a line of the answer begins with a dot and has no end");
                }
                over = true;
                return -1;
            }
        }
        count++;
        if (count > atMost) {
            throw new TextTooLong(atMost);
        }
        lineBegins = last == '\r' && octet == '\n';
        last = octet;
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = 0;
        while (read < length) {
            int octet = read();
            if (octet < 0) {
                return read == 0 ? -1 : read;
            }
            target[offset + read] = (byte) octet;
            read++;
        }
        return read;
    }

    /** Reads what is left, so that the next answer can be. */
    @Override
    public void close() throws IOException {
        while (!over) {
            read();
        }
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the connection broke in the middle of an answer");
        }
        return octet;
    }
}
