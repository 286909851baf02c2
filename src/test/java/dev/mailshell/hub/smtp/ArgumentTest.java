package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTest {

    @Test
    void hasAPathAndParameters() {
        assertThat(Argument.parse("FROM", "from: <a@b.test>  size=12 Body=8BITMIME x-Y "))
                .contains(new Argument("a@b.test", Map.of("SIZE", "12", "BODY", "8BITMIME", "X-Y", "")));
        assertThat(Argument.parse("TO", "TO:<>")).contains(new Argument("", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TO:",
                "TO:a@b.test",
                "TO:<a@b.test",
                "TO:<a@b.test>>",
                "TO:<<a@b.test>",
                "TO:<a b@b.test>",
                "TO:  <a@b.test>",
                "TO <a@b.test>",
                "TO:<a@b.test>SIZE=1",
                "TO:<a@b.test> =1",
                "TO:<a@b.test> A=",
                "TO:<a@b.test> A=b=c",
                "TO:<a@b.test> A=1 a=2",
                "TO:<a@b.test> -A=1",
                "FROM:<a@b.test>"
            })
    void isNothingElse(String text) {
        assertThat(Argument.parse("TO", text)).isEmpty();
    }

    @Test
    void isReadInTimeHoweverItIsWritten() {
        assertThat(Argument.parse("TO", "TO:<a> " + "A ".repeat(480) + "\u0001"))
                .isEmpty();
        assertThat(Argument.parse("TO", "TO:<" + "a".repeat(990))).isEmpty();
    }
}
