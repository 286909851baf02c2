package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpRefusalTest {

    @Test
    void isAReply() {
        assertThat(new SmtpRefusal(550, "5.7.1", "no").reply().text()).isEqualTo("550 5.7.1 no\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "250, 2.0.0, ok",
        "550, 4.7.1, two classes",
        "600, 6.0.0, no class",
        "550, 5.7, too short",
        "550, 5.7.1, ''",
        "550, 5.7.1, \u00e4"
    })
    void isNothingElse(int code, String enhanced, String text) {
        assertThatThrownBy(() -> new SmtpRefusal(code, enhanced, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isOneLine() {
        assertThatThrownBy(() -> new SmtpRefusal(550, "5.7.1", "no\r\n250 ok"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmtpRefusal(550, "5.7.1", "x".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
