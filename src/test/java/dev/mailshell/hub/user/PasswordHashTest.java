package dev.mailshell.hub.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    // printf 'correct horse battery staple' | argon2 saltsaltsaltsalt -id -t 2 -k 19456 -p 1 -l 32 -e
    private static final String OURS =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM";

    // printf 'Gr\xc3\xbc\xc3\x9fe aus K\xc3\xb6ln' | argon2 0123456789abcdef -id -t 3 -k 8192 -p 2 -l 24 -e
    private static final String OTHERS =
            "$argon2id$v=19$m=8192,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$Apt8s27RcRDs6LC3wJ5tRw7+Kjj9lb6j";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {OURS + "|correct horse battery staple", OTHERS + "|Grüße aus Köln"})
    void knowsAPasswordByTheHashThatTheReferenceProgramMade(String hash, String password) {
        PasswordHash parsed = PasswordHash.parse(hash).orElseThrow();

        assertThat(parsed.matches(password)).isTrue();
        assertThat(parsed.matches(password + " ")).isFalse();
        assertThat(parsed).hasToString(hash);
    }

    @Test
    void knowsALetterHoweverItIsComposed() {
        PasswordHash parsed = PasswordHash.parse(OTHERS).orElseThrow();

        assertThat(parsed.matches("Gru\u0308ße aus Ko\u0308ln")).isTrue();
    }

    @Test
    void makesAHashThatIsReadAgain() {
        PasswordHash made = PasswordHash.of("a password of a person", RANDOM);

        assertThat(PasswordHash.parse(made.toString())).hasValueSatisfying(read -> {
            assertThat(read.matches("a password of a person")).isTrue();
            assertThat(read.matches("")).isFalse();
        });
        assertThat(made.toString()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void hasAnotherSaltEachTime() {
        assertThat(PasswordHash.of("the same twice", RANDOM).toString())
                .isNotEqualTo(PasswordHash.of("the same twice", RANDOM).toString());
    }

    @Test
    void knowsNoPasswordOfNobody() {
        assertThat(PasswordHash.ofNobody(RANDOM).matches("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=4194304,t=2,p=1",
                "m=65537,t=2,p=1",
                "m=999999999,t=2,p=1",
                "m=9999999999,t=2,p=1",
                "m=7167,t=2,p=1",
                "m=8,t=1,p=1",
                "m=19456,t=17,p=1",
                "m=19456,t=9999,p=1",
                "m=19456,t=0,p=1",
                "m=19456,t=2,p=5",
                "m=019456,t=2,p=1",
                "m=19456,t=2",
                "t=2,m=19456,p=1",
                "m=19456,t=2,p=1,data=AAAA"
            })
    void takesNoHashThatCostsTooMuchOrTooLittleOrSaysItInAnotherWay(String cost) {
        assertThat(PasswordHash.parse(OURS.replace("m=19456,t=2,p=1", cost))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse battery staple",
                "$2y$10$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM",
                "$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5s",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdAAAA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM!"
            })
    void takesNothingElse(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }
}
