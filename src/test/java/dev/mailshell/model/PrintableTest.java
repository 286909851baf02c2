package dev.mailshell.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u200f", "\u2028", "\u2029",
                "\u202e", "\u2066", "\ufeff", "\ud800"
            })
    void hasNoCharacterThatATerminalActsOn(String hostile) {
        assertThat(Printable.line("a" + hostile + "b")).isEqualTo("a?b");
    }

    @Test
    void leavesWhatCanBeRead() {
        assertThat(Printable.line("für 10 €, 日本 \ud83d\ude00")).isEqualTo("für 10 €, 日本 \ud83d\ude00");
    }
}
