package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellLineTest {

    @Test
    void splitsAtBlanksThatNeitherQuotesNorBackslashesHoldTogether() {
        assertThat(new ShellLine("send --stdin 'a b' \"c 'd'\" e\\ f ''").words())
                .containsExactly("send", "--stdin", "a b", "c 'd'", "e f", "");
    }

    @Test
    void leavesTheCommandAsItWasTyped() {
        ShellLine line = new ShellLine("send  web1  printf  '%s\\n' \"a  b\"");

        assertThat(line.verb()).isEqualTo("send");
        assertThat(line.part(1)).isEqualTo("web1");
        assertThat(line.after(2)).isEqualTo("printf  '%s\\n' \"a  b\"");
        assertThat(line.part(9)).isEmpty();
        assertThat(line.after(9)).isEmpty();
    }

    @Test
    void joinsLinesWhileAQuoteIsOpenOrABackslashEndsThem() throws IOException {
        PipedInput input = new PipedInput(new ByteArrayInputStream(
                "send web1 echo \\\n  ü\nsend web1 'a\nb'\nquit".getBytes(StandardCharsets.UTF_8)));

        assertThat(new ShellLine(input.next().orElseThrow()).after(2)).isEqualTo("echo   ü");
        assertThat(new ShellLine(input.next().orElseThrow()).after(2)).isEqualTo("'a\nb'");
        assertThat(input.next()).contains("quit");
        assertThat(input.next()).isEmpty();
    }

    @Test
    void takesWhatIsLeftWhenTheInputEndsWithinAQuote() throws IOException {
        PipedInput input = new PipedInput(new ByteArrayInputStream("send web1 'a".getBytes(StandardCharsets.UTF_8)));

        assertThat(input.next()).contains("send web1 'a");
    }
}
