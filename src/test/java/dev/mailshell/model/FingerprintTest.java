package dev.mailshell.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource({
        "20, ABAB ABAB ABAB ABAB ABAB ABAB ABAB ABAB | ABAB ABAB",
        "32, ABAB ABAB ABAB ABAB ABAB ABAB ABAB ABAB | ABAB ABAB ABAB ABAB ABAB ABAB ABAB ABAB"
    })
    void isReadInGroupsOfWhichNoneIsBroken(int bytes, String lines) {
        Fingerprint fingerprint = new Fingerprint("ab".repeat(bytes));

        assertThat(fingerprint.groupedInLines(" | ")).isEqualTo(lines);
        assertThat(fingerprint.grouped()).isEqualTo(lines.replace(" | ", " "));
    }

    @Test
    void tellsWhatItsKeySigns() {
        assertThat(new Fingerprint("ab".repeat(20)).format()).isEqualTo(MessageFormat.OPENPGP);
        assertThat(new Fingerprint("ab".repeat(32)).format()).isEqualTo(MessageFormat.SMIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "ABABABABABABABABABABABABABABABABABABABAB"})
    void hasOneForm(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint(hex));
    }
}
