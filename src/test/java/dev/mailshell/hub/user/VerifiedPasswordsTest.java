package dev.mailshell.hub.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.MailAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final User ALICE = user("alice@mail.test");

    private final SetClock clock = new SetClock();
    private final VerifiedPasswords verified = new VerifiedPasswords(Duration.ofMinutes(15), clock, RANDOM);

    private static User user(String address) {
        return new User(new Account(new MailAddress(address), OptionalLong.empty()), PasswordHash.ofNobody(RANDOM));
    }

    @Test
    void knowsWhatWasAdded() {
        verified.add(ALICE, "the password");

        assertThat(verified.contains(ALICE, "the password")).isTrue();
        assertThat(verified.contains(ALICE, "the passwore")).isFalse();
        assertThat(verified.contains(user("bob@mail.test"), "the password")).isFalse();
    }

    @Test
    void forgetsWithAnotherHash() {
        verified.add(ALICE, "the password");

        assertThat(verified.contains(user("alice@mail.test"), "the password")).isFalse();
    }

    @Test
    void forgetsAfterAWhileAndWithAClockThatWasSetBack() {
        verified.add(ALICE, "the password");

        clock.move(Duration.ofMinutes(15).minusMillis(1));
        assertThat(verified.contains(ALICE, "the password")).isTrue();
        clock.move(Duration.ofMillis(1));
        assertThat(verified.contains(ALICE, "the password")).isFalse();

        verified.add(ALICE, "the password");
        clock.move(Duration.ofMinutes(-1));
        assertThat(verified.contains(ALICE, "the password")).isFalse();
    }

    @Test
    void keepsABoundedNumber() {
        verified.add(ALICE, "the password");
        for (int i = 0; i < 1000; i++) {
            verified.add(user("user" + i + "@mail.test"), "x");
        }

        assertThat(verified.contains(ALICE, "the password")).isFalse();
    }
}
