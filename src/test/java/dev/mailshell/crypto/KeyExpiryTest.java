package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyExpiryTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final IdentityName ALICE = new IdentityName("alice");
    private static final KeyExpiry EXPIRY = new KeyExpiry(WEB1, NOW);
    private static final int CERTIFICATE = 64;
    private static final int OPENPGP = 40;

    private static KeyLifetime key(IdentityName owner, String digit, int digits, Duration left) {
        return new KeyLifetime(owner, new Fingerprint(digit.repeat(digits)), Optional.of(NOW.plus(left)));
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    @ParameterizedTest
    @CsvSource({
        "P30D,        'is valid until 2026-12-20T10:00:00Z, 30 days from now'",
        "P1DT23H,     'is valid until 2026-11-22T09:00:00Z, a day from now'",
        "PT1S,        'is valid until 2026-11-20T10:00:01Z, less than a day from now'",
        "-PT1S,       'was valid until 2026-11-20T09:59:59Z'"
    })
    void warnsThirtyDaysAhead(Duration left, String said) {
        assertThat(EXPIRY.warnings(List.of(key(WEB1, "a", CERTIFICATE, left))))
                .containsExactly(new Warning(
                        "the certificate of web1 " + said + " (fingerprint " + "AAAA ".repeat(15) + "AAAA)",
                        "make new keys in the home of web1: mailshell keys rotate"));
    }

    @Test
    void findsWhenTheFirstEndsThatHasNoSubstitute() {
        assertThat(KeyExpiry.firstEnds(List.of(
                        key(WEB1, "a", CERTIFICATE, days(5)),
                        key(WEB1, "b", CERTIFICATE, days(700)),
                        key(ALICE, "c", CERTIFICATE, days(600)),
                        key(ALICE, "d", OPENPGP, days(-1)),
                        new KeyLifetime(WEB1, new Fingerprint("e".repeat(OPENPGP)), Optional.empty()))))
                .isEqualTo(Map.of(MessageFormat.SMIME, NOW.plus(days(600)), MessageFormat.OPENPGP, NOW.plus(days(-1))));
    }

    @Test
    void saysNothingEarlierNorOfAKeyThatNeverEnds() {
        KeyLifetime endless = new KeyLifetime(ALICE, new Fingerprint("b".repeat(OPENPGP)), Optional.empty());

        assertThat(EXPIRY.warnings(List.of(key(WEB1, "a", CERTIFICATE, days(30).plusSeconds(1)), endless)))
                .isEmpty();
    }

    @Test
    void saysNothingOfAKeyThatHasALongerLivedSubstituteOfItsFormat() {
        assertThat(EXPIRY.warnings(List.of(
                        key(ALICE, "a", CERTIFICATE, days(5)),
                        key(ALICE, "b", CERTIFICATE, days(700)),
                        key(ALICE, "c", CERTIFICATE, days(6)))))
                .isEmpty();
    }

    @Test
    void takesNeitherTheOtherFormatNorAnotherPartyForASubstitute() {
        assertThat(EXPIRY.warnings(List.of(
                        key(ALICE, "a", CERTIFICATE, days(5)),
                        key(ALICE, "b", OPENPGP, days(700)),
                        key(WEB1, "c", CERTIFICATE, days(700)))))
                .extracting(Warning::message, Warning::hint)
                .singleElement()
                .asString()
                .contains("the certificate of alice is valid until", "have alice make a new one");
    }

    @Test
    void warnsOfTheKeyThatWasUsedThoughThereIsASubstitute() {
        KeyLifetime old = key(ALICE, "a", OPENPGP, days(5));
        List<KeyLifetime> keys = List.of(key(ALICE, "b", OPENPGP, days(700)), old);

        assertThat(EXPIRY.warnings(keys, Optional.of(old.fingerprint())))
                .extracting(Warning::message)
                .singleElement()
                .asString()
                .startsWith("the OpenPGP key of alice is valid until 2026-11-25T10:00:00Z");
        assertThat(EXPIRY.warnings(keys, Optional.of(new Fingerprint("b".repeat(OPENPGP)))))
                .isEmpty();
    }
}
