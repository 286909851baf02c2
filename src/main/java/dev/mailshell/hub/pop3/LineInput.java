package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines of a bounded length; one that ends with LF alone counts too. */
final class LineInput {

    /** A name and a password as AUTH sends them, in base64; far less than RFC 5034 would let a mechanism need. */
    static final int LONGEST = 2048;

    private final InputStream in;
    private final Answers answers;
    private final byte[] buffer = new byte[LONGEST];
    private int length;

    /** @param answers is flushed before each wait for the client */
    LineInput(InputStream in, Answers answers) {
        this.in = in;
        this.answers = answers;
    }

    /** A line is longer than any may be; what follows cannot be told from it. */
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;

        TooLong() {
            super("a line was too long (expected at most " + LONGEST + " octets)");
        }
    }

    /**
     * The next line without its end; empty at the end of the connection, also in the middle of a line.
     *
     * @throws TooLong if it does not fit
     */
    Optional<byte[]> next() throws IOException {
        int searched = 0;
        while (true) {
            for (int i = searched; i < length; i++) {
                if (buffer[i] == '\n') {
                    return Optional.of(take(i));
                }
            }
            searched = length;
            if (length == LONGEST) {
                throw new TooLong();
            }
            answers.flush();
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    /** Whether the client has sent anything that is not taken yet. */
    boolean hasMore() {
        return length > 0;
    }

    /** Waits for what the client sends; false at the end of the connection. */
    boolean fill() throws IOException {
        int count = in.read(buffer, length, LONGEST - length);
        length += Math.max(count, 0);
        return count >= 0;
    }

    private byte[] take(int end) {
        int textEnd = end > 0 && buffer[end - 1] == '\r' ? end - 1 : end;
        byte[] line = Arrays.copyOf(buffer, textEnd);
        System.arraycopy(buffer, end + 1, buffer, 0, length - end - 1);
        length -= end + 1;
        return line;
    }
}
