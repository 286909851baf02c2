package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeSecretTest {

    /** That of RFC 6238 appendix B for SHA-1. */
    private static final OneTimeSecret RFC = secret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long STEP = OneTimeSecret.step(NOON);

    private static OneTimeSecret secret(byte[] bytes) {
        return OneTimeSecret.parse(base32(bytes)).orElseThrow();
    }

    private static String base32(byte[] bytes) {
        return new Base32().encodeToString(bytes).replace("=", "");
    }

    // RFC 6238 appendix B, whose codes have eight digits; six are the last of them (RFC 4226 section 5.3).
    @ParameterizedTest
    @CsvSource({
        "59, 94287082, 1",
        "1111111109, 07081804, 37037036",
        "1111111111, 14050471, 37037037",
        "1234567890, 89005924, 41152263",
        "2000000000, 69279037, 66666666",
        "20000000000, 65353130, 666666666",
    })
    void makesTheCodesOfTheStandard(long seconds, String eightDigits, long step) {
        Instant time = Instant.ofEpochSecond(seconds);

        assertThat(RFC.code(time)).isEqualTo(eightDigits.substring(2));
        assertThat(OneTimeSecret.step(time)).isEqualTo(step);
        assertThat(RFC.stepOf(eightDigits.substring(2), time)).hasValue(step);
    }

    @ParameterizedTest
    @CsvSource({
        "-61, false",
        "-60, false",
        "-31, false",
        "-30, true",
        "-1, true",
        "0, true",
        "29, true",
        "30, true",
        "59, true",
        "60, false",
        "90, false"
    })
    void takesTheCodeOfOneStepBeforeAndAfter(long secondsAfter, boolean taken) {
        Instant then = NOON.plusSeconds(secondsAfter);

        assertThat(RFC.stepOf(RFC.code(then), NOON))
                .isEqualTo(taken ? OptionalLong.of(OneTimeSecret.step(then)) : OptionalLong.empty());
    }

    @Test
    void countsTheEndOfAStepToIt() {
        assertThat(RFC.stepOf(RFC.code(NOON), NOON.plusSeconds(59))).hasValue(STEP);
        assertThat(RFC.stepOf(RFC.code(NOON), NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void readsACodeAsAppsShowIt() {
        String code = RFC.code(NOON);

        assertThat(RFC.stepOf(code.substring(0, 3) + " " + code.substring(3), NOON))
                .hasValue(STEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "00000", "0000000", "-00001", "000000\n", "٠٠٠٠٠٠", "aaaaaa", "??????"})
    void takesNothingElseForACode(String text) {
        assertThat(RFC.stepOf(text, NOON)).isEmpty();
    }

    @Test
    void takesNoPartOfACodeAndNothingBesides() {
        String code = RFC.code(NOON);

        assertThat(RFC.stepOf(code.substring(1), NOON)).isEmpty();
        assertThat(RFC.stepOf("0" + code, NOON)).isEmpty();
        assertThat(RFC.stepOf(code + "\u0000", NOON)).isEmpty();
    }

    @Test
    void hasNoStepBeforeTheFirst() {
        assertThat(RFC.stepOf(RFC.code(Instant.EPOCH), Instant.EPOCH)).hasValue(0);
    }

    /** Two steps with one code are rare, and the later one leaves less. */
    @Test
    void takesTheLatestOfTwoStepsWithOneCode() {
        long first = firstStepWhoseCodeComesTwice();
        Instant between = Instant.ofEpochSecond((first + 1) * 30);

        assertThat(RFC.stepOf(RFC.code(between), between)).hasValue(first + 1);
    }

    private static long firstStepWhoseCodeComesTwice() {
        String before = "";
        for (long step = 0; ; step++) {
            String code = RFC.code(Instant.ofEpochSecond(step * 30));
            if (code.equals(before)) {
                return step - 1;
            }
            before = code;
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void onlyCodesOfTheThreeStepsPass(
            @ForAll @Size(20) byte[] bytes,
            @ForAll @LongRange(min = 30, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 999_999) int number) {
        OneTimeSecret secret = secret(bytes);
        Instant time = Instant.ofEpochSecond(seconds);
        String code = String.format(java.util.Locale.ROOT, "%06d", number);
        boolean isOne = code.equals(secret.code(time))
                || code.equals(secret.code(time.minusSeconds(30)))
                || code.equals(secret.code(time.plusSeconds(30)));

        assertThat(secret.stepOf(code, time).isPresent()).isEqualTo(isOne);
        assertThat(secret.stepOf(secret.code(time), time)).isPresent();
        assertThat(secret.stepOf(secret.code(time.minusSeconds(30)), time)).isPresent();
        assertThat(secret.stepOf(secret.code(time.plusSeconds(30)), time)).isPresent();
    }

    @Test
    void isRandomAndOf160Bits() {
        SecureRandom random = new SecureRandom();

        String secret = OneTimeSecret.random(random).reveal();

        assertThat(new Base32().decode(secret)).hasSize(20);
        assertThat(OneTimeSecret.random(random).reveal()).isNotEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true", "20, true", "64, true", "65, false"})
    void readsSecretsOf128To512Bits(int bytes, boolean read) {
        String text = base32(new byte[bytes]);

        assertThat(OneTimeSecret.parse(text).map(OneTimeSecret::reveal))
                .isEqualTo(read ? Optional.of(text) : Optional.empty());
    }

    @Test
    void neverPrintsItself() {
        assertThat(RFC).hasToString("***");
    }

    /** Small letters, a letter that there is not, a padding, a blank, bits that are left over, a length that no bytes have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gezdgnbvgy3tqojqgezdgnbvgy",
                "GEZDGNBVGY3TQOJQGEZDGNBV1Y",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY======",
                "GEZDGNBVGY3TQOJQ GEZDGNBVGY",
                "GEZDGNBVGY3TQOJQGEZDGNBVGZ",
                "GEZDGNBVGY3TQOJQGEZDGNBVGYA"
            })
    void readsNothingElseThanItWouldWrite(String text) {
        assertThat(OneTimeSecret.parse("GEZDGNBVGY3TQOJQGEZDGNBVGY")).isPresent();
        assertThat(OneTimeSecret.parse(text)).isEmpty();
    }

    @Property(tries = 200)
    void readsWhatItWrites(@ForAll @Size(min = 16, max = 64) byte[] bytes) {
        assertThat(OneTimeSecret.parse(base32(bytes)).map(OneTimeSecret::reveal))
                .contains(base32(bytes));
    }
}
