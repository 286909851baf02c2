package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.io.OutputStream;

/** Lets the header of a mail pass, the blank line behind it, and so many lines of its body. */
final class Beginning extends OutputStream {

    private final OutputStream out;
    private long left;
    private boolean inBody;
    /** Whether the line so far has nothing but a CR. */
    private boolean blank = true;

    Beginning(OutputStream out, int lines) {
        this.out = out;
        this.left = lines;
    }

    /** All that is wanted was written: the rest need not be read. */
    static final class Complete extends IOException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (bytes[i] != '\r') {
                blank = false;
            }
            if (inBody && left == 0) {
                out.write(bytes, offset, i + 1 - offset);
                throw new Complete();
            }
        }
        out.write(bytes, offset, count);
    }

    private void endLine() {
        if (inBody) {
            left--;
        }
        inBody |= blank;
        blank = true;
    }
}
