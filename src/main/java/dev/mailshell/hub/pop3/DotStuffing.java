package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a mail as an answer of several lines (RFC 1939 section 3): a dot before each line that begins with one, CRLF at its end, and the dot that ends it. A LF
 * without CR becomes CRLF, since a client that takes it for the end of a line would take the dot behind it for the end of the mail.
 */
final class DotStuffing extends OutputStream {

    private final OutputStream out;
    private int last = '\n';

    DotStuffing(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int begin = offset;
        for (int i = offset; i < offset + count; i++) {
            byte b = bytes[i];
            if (b == '.' && last == '\n') {
                out.write(bytes, begin, i - begin);
                out.write('.');
                begin = i;
            } else if (b == '\n' && last != '\r') {
                out.write(bytes, begin, i - begin);
                out.write('\r');
                begin = i;
            }
            last = b;
        }
        out.write(bytes, begin, offset + count - begin);
    }

    /** The mail is at its end. */
    void end() throws IOException {
        if (last == '\r') {
            out.write('\n');
        } else if (last != '\n') {
            out.write(new byte[] {'\r', '\n'});
        }
        out.write(new byte[] {'.', '\r', '\n'});
    }
}
