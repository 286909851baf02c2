package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {

    private static final String WANTED = "-----BEGIN X-----";

    @ParameterizedTest
    @ValueSource(
            strings = {
                WANTED,
                WANTED + "\n",
                WANTED + " \t\r\nmore",
                "before\n" + WANTED + "\nafter",
                "\n\n" + WANTED + "\t",
                "-----BEGIN\n" + WANTED,
                WANTED + "x\n" + WANTED
            })
    void findsTheLine(String text) throws IOException {
        assertThat(isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "-----BEGIN X----",
                "-----BEGIN X----\n-",
                " " + WANTED,
                "> " + WANTED + "\n",
                WANTED + "x",
                WANTED + " x",
                WANTED + "x \n",
                WANTED + "\u000b",
                "-----BEGIN Y-----",
                "x-----BEGIN X-----",
                "-----BEGIN x-----"
            })
    void findsNoOther(String text) throws IOException {
        assertThat(isIn(text)).isFalse();
    }

    private static boolean isIn(String text) throws IOException {
        return new LineSearch(WANTED).isIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
