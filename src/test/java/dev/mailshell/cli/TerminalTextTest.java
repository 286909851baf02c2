package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final OutputStream text = new TerminalText(new PrintStream(shown, true, StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"plain\n\ttext\n", "für dich €", "\uD83D\uDC27 penguin"})
    void leavesTextAsItIsHoweverItIsCut(String written) throws IOException {
        for (byte each : written.getBytes(StandardCharsets.UTF_8)) {
            text.write(each);
        }

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(written);
    }

    @Test
    void showsWhatMovesTheCursorOrHidesTextAsQuestionMarks() throws IOException {
        text.write("a\u001b[2Jb\u009b8mc\rd\be\u202ef\u0007".getBytes(StandardCharsets.UTF_8));

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("a?[2Jb?8mc?d?e?f?");
    }

    @Test
    void showsThatAByteIsNoText() throws IOException {
        text.write(new byte[] {'a', (byte) 0xff, 'b'});

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("a\uFFFDb");
    }
}
