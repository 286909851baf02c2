package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.MimeFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgedResultsTest {

    private static final String ABOVE = "Received: from a\r\n\tby b\r\n";
    private static final String BELOW = "From: a@b\r\nSubject: \u00fc \u0000\r\n folded\r\n";
    private static final String BODY =
            "\r\nAuthentication-Results: hub.test; spf=pass\r\n\r\nbare\nlines\rand \u00ff\u0000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: hub.test; spf=pass\r\n",
                "Authentication-Results: hub.test;\r\n spf=pass\r\n\tdkim=pass\r\n",
                "AUTHENTICATION-results:HUB.Test;spf=pass\r\n",
                "Authentication-Results : hub.test; spf=pass\r\n",
                "Authentication-Results\t: hub.test; spf=pass\r\n",
                "Authentication-Results:\r\n hub.test; spf=pass\r\n",
                "Authentication-Results: (a comment) hub.test; spf=pass\r\n",
                "Authentication-Results: (a (nested\r\n \\) one) \\( too) (b)hub.test; spf=pass\r\n",
                "Authentication-Results: hub.test 1; spf=pass\r\n",
                "Authentication-Results: hub.test/1; spf=pass\r\n",
                "Authentication-Results: hub.test(comment)1; spf=pass\r\n",
                "Authentication-Results: \"hub.test\"; spf=pass\r\n",
                "Authentication-Results: \"hub\\.test\"; spf=pass\r\n",
                "Authentication-Results: hub.test\r\n",
                "Authentication-Results: hub.test\n",
                "Authentication-Results: hub.test; none\n folded; spf=pass\r\n",
                "Authentication-Results: (without an end hub.test; spf=pass\r\n",
                "Authentication-Results: ; spf=pass\r\n",
                "Authentication-Results:\r\n",
                "Authentication-Results:\r\n \r\n hub.test; spf=pass\r\n",
                "Authentication-Results: \r hub.test; spf=pass\r\n",
            })
    void removesWhatClaimsToBeOurs(String forged) throws IOException {
        assertThat(remove(ABOVE + forged + BELOW + BODY)).isEqualTo(ABOVE + BELOW + BODY);
        assertThat(remove(forged + forged + BELOW + BODY)).isEqualTo(BELOW + BODY);
        assertThat(remove(ABOVE + forged)).isEqualTo(ABOVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authentication-Results: mx.test; spf=pass smtp.mailfrom=hub.test\r\n",
                "Authentication-Results: hub.test.example; spf=pass\r\n",
                "Authentication-Results: ahub.test; spf=pass\r\n",
                "Authentication-Results: (hub.test) mx.test;\r\n hub.test=pass\r\n",
                "Authentication-Results: \"mx.test\"; spf=pass\r\n",
                "ARC-Authentication-Results: i=1; hub.test; spf=pass\r\n",
                "X-Authentication-Results: hub.test; spf=pass\r\n",
                "Subject: Authentication-Results: hub.test\r\n",
                "Subject: a\r\n Authentication-Results: hub.test; spf=pass\r\n",
                "a line without a colon\r\n",
            })
    void leavesEverythingElseByteForByte(String field) throws IOException {
        String mail = ABOVE + field + BELOW + BODY;
        assertThat(remove(mail)).isEqualTo(mail);
    }

    @Test
    void findsOneBelowALineThatIsNoField() throws IOException {
        String forged = "Authentication-Results: hub.test; spf=pass\r\n";
        assertThat(remove("no field\r\n" + forged + BODY)).isEqualTo("no field\r\n" + BODY);
    }

    @Test
    void readsNoLargerHeaderThanItsLimit() {
        String large = "Subject: " + "x".repeat(256 * 1024) + "\r\n";
        assertThatThrownBy(() -> remove(large + BODY))
                .isInstanceOf(MimeFailure.class)
                .hasMessage("the header is too large (expected at most 262144 bytes)");
        assertThatThrownBy(() -> remove("A: b\r\n".repeat(50_000) + BODY)).isInstanceOf(MimeFailure.class);
    }

    @Test
    void readsTheBodyOnlyAsItIsWanted() throws IOException {
        InputStream header = new ByteArrayInputStream("A: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream endless = new SequenceInputStream(header, new Endless());
        assertThat(ForgedResults.remove(endless, "hub.test").readNBytes(100_000))
                .endsWith((byte) 'x');
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 'x');
            return length;
        }
    }

    private static String remove(String mail) throws IOException {
        InputStream in = new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
        return new String(ForgedResults.remove(in, "hub.test").readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
