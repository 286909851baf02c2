package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PidReuseTest {

    /** Of pid 100, which is there until the first number is the last one that was given out. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, false",
        "150, 200, false",
        "150, 99,  false",
        "150, 100, true",
        "150, 120, true",
        // A round began while it was there.
        "50,  99,  false",
        "50,  100, true",
        "50,  40,  true",
    })
    void isPossibleOnceTheNumbersHavePassed(long before, long after, boolean possible) {
        PidReuse reuse = new PidReuse(100);
        reuse.update(before, true);
        reuse.update(after, false);
        reuse.update(after, false);

        assertThat(reuse.isPossible()).isEqualTo(possible);
    }
}
