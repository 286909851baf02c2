package dev.mailshell.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void isOneOfAThingAndNoneOrSeveralOfThings() {
        assertThat(Amount.of(1, "mail")).isEqualTo("1 mail");
        assertThat(Amount.of(0, "mail")).isEqualTo("0 mails");
        assertThat(Amount.of(12, "mail")).isEqualTo("12 mails");
        assertThat(Amount.of(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Amount.of(2, "entry", "entries")).isEqualTo("2 entries");
    }
}
