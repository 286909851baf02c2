package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRoundTest {
    private long now = 17;

    /** Of 10,000 pids, which go round in no less than 20 ms. */
    @ParameterizedTest
    @CsvSource({
        "0,  5000, true",
        "0,  5001, true",
        "19, 5001, true",
        "20, 5001, false",
        // The numbers have begun anew.
        "0,  4999, false",
    })
    void isSureForLessThanTheShortestRound(long millis, long last, boolean sure) {
        FirstRound round = new FirstRound(10_300, () -> now);
        now += millis * 1_000_000;

        assertThat(round.isSure(5000, last)).isEqualTo(sure);
    }

    @ParameterizedTest
    @CsvSource({"0", "300"})
    void isNeverSureIfItIsNotKnownHowManyPidsThereAre(long pidMax) {
        assertThat(new FirstRound(pidMax, () -> now).isSure(5000, 5001)).isFalse();
    }
}
