package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.TimeSpan;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "24h, PT24H",
        "2d, PT48H",
        "60s, PT1M",
        "1000ms, PT1S",
        "0ms, PT0S"
    })
    void readsDurations(String text, Duration duration) {
        assertThat(TimeSpan.parse(text)).hasValue(duration);
        assertThat(TimeSpan.parse(TimeSpan.format(duration))).hasValue(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5h", "30 s", "30S", "1w", "9999999999s", " 30s", "30s\n", "٣s"})
    void readsNothingElseAsADuration(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "512B, 512",
        "64KiB, 65536",
        "10MiB, 10485760",
        "1GiB, 1073741824",
        "999999999GiB, 1073741822926258176"
    })
    void readsSizes(String text, long bytes) {
        assertThat(SizeText.parse(text)).hasValue(bytes);
        assertThat(SizeText.parse(SizeText.format(bytes))).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10MB", "10kib", "-1B", "1.5MiB", "10 MiB", "9999999999B"})
    void readsNothingElseAsASize(String text) {
        assertThat(SizeText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1/s, PT1S", "30/min, PT1M", "5/h, PT1H", "1000000/d, PT24H"})
    void readsRates(String text, Duration window) {
        assertThat(Rate.parse(text)).hasValueSatisfying(rate -> {
            assertThat(rate.window()).isEqualTo(window);
            assertThat(rate).hasToString(text);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "0/min", "1000001/d", "-1/s", "30/m", "30 / min", "30/min "})
    void readsNothingElseAsARate(String text) {
        assertThat(Rate.parse(text)).isEmpty();
    }
}
