package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Cursor cursor = new Cursor();
    private final PrintStream out = cursor.following(new PrintStream(shown, true, StandardCharsets.UTF_8));
    private final PrintStream err = cursor.following(new PrintStream(shown, true, StandardCharsets.UTF_8));
    private final List<String> asked = new ArrayList<>();

    private int hold(String input, String output) throws Exception {
        return new Conversation(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), err, cursor)
                .hold(line -> {
                    asked.add(line);
                    out.print(output);
                    return asked.size();
                });
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void beginsTheNextPromptInALineOfItsOwn() throws Exception {
        hold("one\nquit\n", "no newline");

        assertThat(shown()).isEqualTo("quit or Ctrl-D ends\nalice> no newline\nalice> ");
    }

    @Test
    void beginsInALineOfItsOwn() throws Exception {
        out.print("no newline");
        hold("quit\n", "");

        assertThat(shown()).isEqualTo("no newline\nquit or Ctrl-D ends\nalice> ");
    }

    @Test
    void addsNoEmptyLineWhereTheOutputEndsWithOne() throws Exception {
        hold("one\ntwo\n\nquit\n", "line\n");

        assertThat(shown()).isEqualTo("quit or Ctrl-D ends\nalice> line\nalice> line\nalice> alice> ");
    }

    @Test
    void endsTheLineOfThePromptAtTheEndOfTheInput() throws Exception {
        assertThat(hold("one\ntwo\n", "")).isEqualTo(2);

        assertThat(shown()).isEqualTo("quit or Ctrl-D ends\nalice> alice> alice> \n");
    }

    @Test
    void leavesOutWhatKeysTypeThatAreNoLetters() throws Exception {
        hold("up\u001b[Atime\u001b[1;5C\u001bOP\u0007\u007f\techo ü\n\u001b[A\n", "");

        assertThat(asked).containsExactly("uptime\techo ü");
    }
}
