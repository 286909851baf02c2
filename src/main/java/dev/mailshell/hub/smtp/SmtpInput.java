package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a client sends. Lines end in CRLF and in nothing else: what two servers read differently is smuggled from one to the other. */
final class SmtpInput {

    /** Of a command without its CRLF, as RFC 5322 has it for all lines. */
    static final int LONGEST_COMMAND = 998;

    private static final int EOF = -1;

    private final InputStream source;
    private final byte[] buffer = new byte[4096];
    private int at;
    private int end;

    SmtpInput(InputStream source) {
        this.source = source;
    }

    /** Whether all that has come was read. */
    boolean isEmpty() {
        return at == end;
    }

    /** The next byte, or -1 at the end of the connection. */
    int read() throws IOException {
        if (at == end && !fill()) {
            return EOF;
        }
        return buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, source.read(buffer, 0, buffer.length));
        return end > 0;
    }

    /**
     * The next line without its CRLF; null if the connection ends before its end.
     *
     * @throws Malformed if it is longer than {@link #LONGEST_COMMAND}, or has a CR, a LF, a NUL or another control character in it
     */
    String line() throws IOException {
        byte[] line = new byte[LONGEST_COMMAND];
        int length = 0;
        int next = read();
        while (next != EOF && next != '\r') {
            if ((next < ' ' && next != '\t') || next == 0x7F) {
                throw new Malformed(500, "5.5.2", "a command has a control character in it");
            }
            if (length == LONGEST_COMMAND) {
                throw new Malformed(500, "5.5.2", "a command is too long");
            }
            line[length++] = (byte) next;
            next = read();
        }
        return next != EOF && endsLine() ? new String(line, 0, length, StandardCharsets.ISO_8859_1) : null;
    }

    /**
     * Reads what must follow a CR; false at the end of the connection.
     *
     * @throws Malformed if it is anything but LF
     */
    boolean endsLine() throws IOException {
        int next = read();
        if (next != '\n' && next != EOF) {
            throw new Malformed(500, "5.5.2", "a line has a CR in it");
        }
        return next == '\n';
    }
}
