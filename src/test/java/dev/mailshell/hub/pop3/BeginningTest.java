package dev.mailshell.hub.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeginningTest {

    @ParameterizedTest
    @CsvSource({
        "0, A: b|C: d||",
        "1, A: b|C: d||one|",
        "2, A: b|C: d||one||",
        "3, A: b|C: d||one||three|",
        "4, A: b|C: d||one||three|",
        "999999999, A: b|C: d||one||three|",
    })
    void isTheHeaderAndSoManyLines(int lines, String expected) throws IOException {
        byte[] mail = bytes("A: b|C: d||one||three|");
        for (int cut = 0; cut <= mail.length; cut++) {
            assertThat(beginning(mail, cut, lines)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"A: b|", "A: b", "|", "||", "A: b||"})
    void isAllOfAMailWithoutABody(String mail) throws IOException {
        assertThat(beginning(bytes(mail), 0, 5)).isEqualTo(mail);
    }

    private static String beginning(byte[] mail, int cut, int lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Beginning beginning = new Beginning(out, lines);
            beginning.write(mail, 0, cut);
            beginning.write(mail, cut, mail.length - cut);
        } catch (Beginning.Complete e) {
            // As it should be.
        }
        return out.toString(StandardCharsets.US_ASCII).replace("\r\n", "|");
    }

    private static byte[] bytes(String text) {
        return text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
