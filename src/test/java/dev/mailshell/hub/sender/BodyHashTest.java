package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Sha256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N is the end of a line, R a CR alone, L a LF alone, T a tab, _ a blank. */
class BodyHashTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', N, ''",
                "N, N, ''",
                "NNN, N, ''",
                "_N, _N, ''",
                "_TN_N, _TN_N, ''",
                "a, aN, aN",
                "aN, aN, aN",
                "aNNN, aN, aN",
                "_aN, _aN, _aN",
                "a_TbN, a_TbN, a_bN",
                "a_N, a_N, aN",
                "a_, a_N, aN",
                "aN_N, aN_N, aN",
                "aN_, aN_N, aN",
                "aNNb, aNNbN, aNNbN",
                "aNTbNNN, aNTbN, aN_bN",
                "aRbN, aRbN, aRbN",
                "aRRN, aRRN, aRRN",
                "aR, aRN, aRN",
                "aLbN, aLbN, aLbN",
                "aLN, aLN, aLN",
            })
    void hashesTheCanonicalForm(String body, String simple, String relaxed) {
        assertThat(hash(body, Canonicalization.SIMPLE)).isEqualTo(Sha256.ofContent(bytes(simple)));
        assertThat(hash(body, Canonicalization.RELAXED)).isEqualTo(Sha256.ofContent(bytes(relaxed)));
    }

    /** In one piece, and byte by byte. */
    private static Sha256 hash(String body, Canonicalization canonicalization) {
        byte[] bytes = bytes(body);
        BodyHash atOnce = new BodyHash(canonicalization);
        atOnce.update(bytes, bytes.length);
        BodyHash bytewise = new BodyHash(canonicalization);
        for (byte b : bytes) {
            bytewise.update(new byte[] {b}, 1);
        }
        Sha256 hash = Sha256.ofDigest(atOnce.finish());
        assertThat(Sha256.ofDigest(bytewise.finish())).isEqualTo(hash);
        return hash;
    }

    private static byte[] bytes(String text) {
        return text.replace("N", "\r\n")
                .replace("R", "\r")
                .replace("L", "\n")
                .replace("T", "\t")
                .replace("_", " ")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
