package dev.mailshell.cli;

import dev.mailshell.model.Printable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What others wrote, for a terminal that also shows what we say: a question mark for each character that might move the cursor, hide what
 * follows or change its direction. Line ends and tabs stay.
 */
final class TerminalText extends OutputStream {

    private static final Pattern HARMFUL = Pattern.compile("[" + Printable.UNPRINTABLE + "&&[^\n\t]]");

    private final PrintStream terminal;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The beginning of a character of which the rest is still to come. */
    private byte[] begun = new byte[0];

    TerminalText(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.allocate(begun.length + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining());
        decoder.reset().decode(in, out, false);
        begun = new byte[in.remaining()];
        in.get(begun);
        terminal.print(HARMFUL.matcher(out.flip()).replaceAll("?"));
    }

    @Override
    public void flush() {
        terminal.flush();
    }
}
