package dev.mailshell.crypto.pgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmorTest {

    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----\n";
    private static final String END = "-----END PGP MESSAGE-----\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 47, 48, 49, 5000, 20_000})
    void isReadByAnotherReaderThatLooksAtTheChecksum(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        assertThat(readByBouncyCastle(armored(bytes, 0, length))).isEqualTo(bytes);
    }

    @Test
    void takesPartsOfAnyLength() throws IOException {
        byte[] bytes = new byte[100];
        new Random(1).nextBytes(bytes);

        assertThat(armored(bytes, 5, 7)).isEqualTo(armored(bytes, 5, 1, 6)).isEqualTo(armoredByOctet(bytes, 5, 7));
    }

    @Test
    void endsOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArmorStream armor = new ArmorStream(out, "MESSAGE");
        armor.write(1);
        armor.close();
        String once = out.toString(US_ASCII);
        armor.close();

        assertThat(out.toString(US_ASCII)).isEqualTo(once).endsWith("-----END PGP MESSAGE-----\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BEGIN + "\naGVsbG8=\n" + END,
                "Dear reader,\n" + BEGIN + "\naGVsbG8=\n" + END + "regards\n",
                BEGIN + "Version: 1\nComment: x\n\naGVs\nbG8=\n" + END,
                BEGIN + "\naGVsbG8=\n=AAAA\n" + END,
                BEGIN + " \naGVsbG8= \t\r\n" + END
            })
    void readsOneBlock(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(reader(text).decode(out)).isTrue();
        assertThat(out.toString(US_ASCII)).isEqualTo("hello");
    }

    @Test
    void findsNoBlockOfAnotherKind() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(reader("-----BEGIN PGP SIGNATURE-----\n\naGVsbG8=\n").decode(out))
                .isFalse();
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BEGIN + "aGVsbG8=\n" + END,
                BEGIN + "\naGVsbG8=\n",
                BEGIN + "\naGVsbG8=\n=AAAA\n",
                BEGIN + "\naGVsbG8=\n=AAAA\naGVs\n" + END,
                BEGIN + "\naGVsbG8\n" + END,
                BEGIN + "\naGVs!G8=\n" + END,
                BEGIN + "\naGVsbG8=\n" + END + BEGIN + "\naGVsbG8=\n" + END,
                BEGIN + "Version: 1\n",
                BEGIN
            })
    void refusesABlockThatIsNotWhole(String text) {
        assertThatThrownBy(() -> reader(text).decode(new ByteArrayOutputStream()))
                .isInstanceOfSatisfying(ProtectionFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.PGP_MALFORMED));
    }

    @Test
    void readsLinesUpToAThousandOctets() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(reader(BEGIN + "\n" + "A".repeat(996) + "\n" + END).decode(out))
                .isTrue();
        assertThat(out.size()).isEqualTo(747);
        assertThatThrownBy(() ->
                        reader(BEGIN + "\n" + "A".repeat(1000) + "\n" + END).decode(out))
                .isInstanceOf(ProtectionFailure.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {8188, 8192, 8196, 16_384, 20_000})
    void refusesWhatFollowsThePadding(int before) {
        String text = BEGIN + "\n" + ("A".repeat(64) + "\n").repeat(before / 64) + "AA==\nAAAA\n" + END;

        assertThatThrownBy(() -> reader(text).decode(new ByteArrayOutputStream()))
                .isInstanceOf(ProtectionFailure.class);
    }

    private static ArmorReader reader(String text) {
        return new ArmorReader(new ByteArrayInputStream(text.getBytes(US_ASCII)), "MESSAGE");
    }

    private static String armored(byte[] bytes, int from, int... lengths) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmorStream armor = new ArmorStream(out, "MESSAGE")) {
            int at = from;
            for (int length : lengths) {
                armor.write(bytes, at, length);
                at += length;
            }
        }
        return out.toString(US_ASCII);
    }

    private static String armoredByOctet(byte[] bytes, int from, int length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmorStream armor = new ArmorStream(out, "MESSAGE")) {
            for (int at = from; at < from + length; at++) {
                armor.write(bytes[at]);
            }
        }
        return out.toString(US_ASCII);
    }

    /** It throws if the checksum is another. */
    private static byte[] readByBouncyCastle(String text) throws IOException {
        try (ArmoredInputStream in = ArmoredInputStream.builder()
                .setIgnoreCRC(false)
                .build(new ByteArrayInputStream(text.getBytes(US_ASCII)))) {
            return in.readAllBytes();
        }
    }
}
