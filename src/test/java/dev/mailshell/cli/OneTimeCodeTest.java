package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {

    private final List<String> hidden = new ArrayList<>();

    /** A terminal where somebody types {@code answer}, unseen. */
    private CliContext typing(String answer) {
        Terminal terminal = new Terminal() {
            @Override
            public String ask(String question) {
                throw new AssertionError("what is typed would be shown");
            }

            @Override
            public String askHidden(String question) {
                hidden.add(question);
                return answer;
            }
        };
        return new CliContext(
                Map.of(), Clock.systemUTC(), new SecureRandom(), System.out, System.err, () -> Optional.of(terminal));
    }

    @Test
    void asksForTheCodeWithoutShowingIt() throws Exception {
        assertThat(OneTimeCode.of("-", typing("123 456"))).isEqualTo("123456");
        assertThat(hidden).containsExactly("One-time code: ");
    }

    @Test
    void asksForNothingIfItIsGiven() throws Exception {
        assertThat(OneTimeCode.of("000 000", typing("no"))).isEqualTo("000000");
        assertThat(hidden).isEmpty();
    }

    @Test
    void tellsNobodyWhatWasTyped() {
        assertThatThrownBy(() -> OneTimeCode.of("-", typing("secret7")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("that is no one-time code (was 7 characters, expected six digits)");
    }
}
