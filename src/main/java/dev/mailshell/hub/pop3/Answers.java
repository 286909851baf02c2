package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a client is sent, gathered until it is flushed or fills a record of TLS: an answer and the mail behind it are one packet, and so are the answers to
 * commands that came together. An idle connection holds next to no memory.
 */
final class Answers extends OutputStream {

    /** The largest record of TLS. */
    private static final int FULL = 16 * 1024;

    private static final int SMALL = 256;

    private final OutputStream out;
    private byte[] buffer = new byte[SMALL];
    private int length;

    /** @param out is given whole pieces */
    Answers(OutputStream out) {
        this.out = out;
    }

    void ok(String text) throws IOException {
        line("+OK " + text);
    }

    void error(String text) throws IOException {
        line("-ERR " + text);
    }

    /** One line, of ASCII. */
    void line(String text) throws IOException {
        write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The end of an answer of several lines. */
    void end() throws IOException {
        line(".");
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int piece = Math.min(count - done, FULL - length);
            reserve(piece);
            System.arraycopy(bytes, offset + done, buffer, length, piece);
            length += piece;
            done += piece;
            if (length == FULL) {
                send();
            }
        }
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(FULL, Math.max(length + more, 4 * buffer.length)));
        }
    }

    private void send() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    @Override
    public void flush() throws IOException {
        if (length > 0) {
            send();
        }
        out.flush();
        if (buffer.length > SMALL) {
            buffer = new byte[SMALL];
        }
    }
}
