package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.KeyringFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void warnsThirtyDaysAhead() {
        assertThat(found(own(Duration.ofDays(30).plusSeconds(1))))
                .startsWith("ok own web1, EC-256 certificate, 30 days left (until 2026-12-20)");
        assertThat(found(own(Duration.ofDays(30))))
                .startsWith("warn own web1, EC-256 certificate, 30 days left (until 2026-12-20)");
    }

    @Test
    void failsWithAKeyOfOursThatHasRunOut() {
        assertThat(found(own(Duration.ofSeconds(-1))))
                .startsWith("fail own web1, EC-256 certificate, has run out (on 2026-11-20)");
    }

    @Test
    void failsWithAKeyOfOursThatIsNotValidYet() {
        assertThat(found(key(true, "web1", Duration.ofDays(1), Duration.ofDays(9), Optional.empty())))
                .startsWith("fail own web1, EC-256 certificate, is not valid yet (from 2026-11-21T10:00:00Z)");
    }

    @Test
    void failsWithAKeyOfOursThatHasAnotherFault() {
        assertThat(found(key(true, "web1", Duration.ZERO, Duration.ofDays(99), Optional.of("too weak"))))
                .startsWith("fail own web1, EC-256 certificate, cannot be used: too weak");
    }

    @Test
    void failsWithoutAKeyOfOurs() {
        assertThat(found()).startsWith("fail own there is no key of ours").contains("warn trusted nobody is trusted");
    }

    @Test
    void sumsUpTrustedKeysButForThoseToLookAt() {
        KeyLife alice = key(false, "alice", Duration.ZERO, Duration.ofDays(99), Optional.empty());
        KeyLife bob = key(false, "bob", Duration.ZERO, Duration.ofDays(2), Optional.empty());
        KeyLife carol = key(false, "carol", Duration.ofDays(-9), Duration.ofDays(-2), Optional.empty());

        assertThat(found(own(Duration.ofDays(99)), alice, bob, alice, carol).lines())
                .containsExactly(
                        "ok own web1, EC-256 certificate, 99 days left (until 2027-02-27)",
                        "ok trusted 2 keys of 1 party are valid",
                        "warn trusted bob, EC-256 certificate, 2 days left (until 2026-11-22)",
                        "warn trusted carol, EC-256 certificate, has run out (on 2026-11-18)");
    }

    @Test
    void saysWhyKeysCannotBeRead() {
        KeysCheck check = new KeysCheck(
                () -> {
                    throw new KeyringFailure("the private key can be read by the group", "chmod 600 it");
                },
                NOW);

        assertThat(check.look())
                .containsExactly(Finding.fail("own", "the private key can be read by the group", "chmod 600 it"));
    }

    private static KeyLife own(Duration left) {
        return key(true, "web1", Duration.ofDays(-700), left, Optional.empty());
    }

    private static KeyLife key(boolean own, String owner, Duration from, Duration until, Optional<String> fault) {
        return new KeyLife(own, owner, "EC-256 certificate", NOW.plus(from), Optional.of(NOW.plus(until)), fault);
    }

    private static String found(KeyLife... keys) {
        return String.join(
                "\n",
                new KeysCheck(() -> List.of(keys), NOW)
                        .look().stream()
                                .map(finding -> finding.state() + " " + finding.check() + " " + finding.fact())
                                .toList());
    }
}
