package dev.mailshell.hub.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/** Reads one message from DATA to the lone dot (RFC 5321 section 4.5.2), and takes nothing but the dots away. */
final class MessageReader {

    /** Far more than the 998 of RFC 5322, which not all programs keep to. */
    static final int LONGEST_LINE = 65_536;

    private final SmtpInput input;
    private final OutputStream target;
    private final long most;
    private final byte[] buffer = new byte[4096];
    private int buffered;
    private long size;

    /** @param most bytes that are written; what is more is counted, and once it is twice as much the connection ends */
    MessageReader(SmtpInput input, OutputStream target, long most) {
        this.input = input;
        this.target = target;
        this.most = most;
    }

    /**
     * How large the message is; if that is more than {@code most}, it was not written as a whole.
     *
     * @throws Malformed if it has a CR or a LF that is no CRLF, a NUL, or a line of more than {@link #LONGEST_LINE} bytes
     * @throws EOFException if the connection ends before its end
     */
    long read() throws IOException {
        while (line()) {
            if (size / 2 > most) {
                throw new Malformed(552, "5.3.4", "the message is too large");
            }
        }
        target.write(buffer, 0, buffered);
        return size;
    }

    /** False for the lone dot. */
    private boolean line() throws IOException {
        int next = next();
        if (next == '.') {
            next = next();
            if (next == '\r') {
                endLine();
                return false;
            }
        }
        for (int length = 0; next != '\r'; length++) {
            if (next == '\n' || next == 0) {
                throw new Malformed(554, "5.6.0", "a line has a LF or a NUL in it");
            }
            if (length == LONGEST_LINE) {
                throw new Malformed(554, "5.6.0", "a line is too long");
            }
            write(next);
            next = next();
        }
        endLine();
        write('\r');
        write('\n');
        return true;
    }

    private int next() throws IOException {
        int next = input.read();
        if (next < 0) {
            throw new EOFException("the connection ended within a message");
        }
        return next;
    }

    private void endLine() throws IOException {
        if (!input.endsLine()) {
            throw new EOFException("the connection ended within a message");
        }
    }

    private void write(int value) throws IOException {
        size++;
        if (size > most) {
            return;
        }
        if (buffered == buffer.length) {
            target.write(buffer, 0, buffered);
            buffered = 0;
        }
        buffer[buffered++] = (byte) value;
    }
}
