package dev.mailshell.hub.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStuffingTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, .rn",
                "a, arn.rn",
                "arn, arn.rn",
                "ar, arn.rn",
                "an, arn.rn",
                "., ..rn.rn",
                ".rn, ..rn.rn",
                "arn.rnb, arn..rnbrn.rn",
                "arn..rn, arn...rn.rn",
                ".arn.brn, ..arn..brn.rn",
                "an.n.rnb, arn..rn..rnbrn.rn",
                "ar.b, ar.brn.rn",
                "rn, rn.rn",
                "n, rn.rn",
                "rnrn.rnrn, rnrn..rnrn.rn",
            })
    void writesEachMailSoThatItsEndIsWhereItIs(String mail, String expected) throws IOException {
        byte[] bytes = bytes(mail == null ? "" : mail);
        for (int cut = 0; cut <= bytes.length; cut++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DotStuffing stuffing = new DotStuffing(out);
            stuffing.write(bytes, 0, cut);
            stuffing.write(bytes, cut, bytes.length - cut);
            stuffing.end();

            assertThat(out.toByteArray()).as("cut at %d", cut).isEqualTo(bytes(expected));
        }
    }

    @Test
    void writesTheSameByteByByte() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DotStuffing stuffing = new DotStuffing(out);
        for (byte b : bytes("arn.n.rn")) {
            stuffing.write(b);
        }
        stuffing.end();

        assertThat(out.toByteArray()).isEqualTo(bytes("arn..rn..rn.rn"));
    }

    /** Of {@code r} and {@code n} the ends of lines. */
    private static byte[] bytes(String text) {
        return text.replace('r', '\r').replace('n', '\n').getBytes(StandardCharsets.US_ASCII);
    }
}
