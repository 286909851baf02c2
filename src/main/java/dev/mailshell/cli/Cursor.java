package dev.mailshell.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the cursor of a terminal stands that shows several streams. */
final class Cursor {

    private volatile boolean atLineStart = true;

    /** A stream that does what {@code stream} does; the cursor follows. */
    PrintStream following(PrintStream stream) {
        return new PrintStream(new Following(stream), true, StandardCharsets.UTF_8);
    }

    /** Whether nothing stands in the line yet. */
    boolean isAtLineStart() {
        return atLineStart;
    }

    /** Somebody has typed the end of the line. */
    void atNewLine() {
        atLineStart = true;
    }

    private final class Following extends FilterOutputStream {

        Following(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            if (length > 0) {
                atLineStart = bytes[offset + length - 1] == '\n';
            }
        }
    }
}
