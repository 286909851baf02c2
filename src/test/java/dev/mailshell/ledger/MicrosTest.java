package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {

    /** A client may write any of them into a command. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.000001Z",
                "1970-01-01T00:00:00Z",
                "2026-11-21T12:00:00.123456Z",
                "2262-04-12T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void keepsEachTimeThatACommandCanName(String time) {
        Instant instant = Instant.parse(time);

        assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
    }
}
