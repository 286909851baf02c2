package dev.mailshell.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

    private final MetricsText text = new MetricsText();

    @Test
    void writesAMetricWithItsHelpItsTypeAndItsSamples() {
        text.counter("mails_total", "Mails.", 3);
        text.gauge(
                "free_bytes", "Free.", List.of(Sample.of(1.5, "folder", "logs").with("kind", "x")));

        assertThat(text)
                .hasToString(
                        """
                        # HELP mails_total Mails.
                        # TYPE mails_total counter
                        mails_total 3
                        # HELP free_bytes Free.
                        # TYPE free_bytes gauge
                        free_bytes{folder="logs",kind="x"} 1.5
                        """);
    }

    @Test
    void countsDurationsUpToEachBound() {
        Histogram histogram = new Histogram(0.1, 1);
        for (long millis : List.of(100L, 101L, 5_000L, -3L)) {
            histogram.add(Duration.ofMillis(millis));
        }

        text.histogram("run_seconds", "Run.", histogram);

        assertThat(text)
                .hasToString(
                        """
                        # HELP run_seconds Run.
                        # TYPE run_seconds histogram
                        run_seconds_bucket{le="0.1"} 2
                        run_seconds_bucket{le="1"} 3
                        run_seconds_bucket{le="+Inf"} 4
                        run_seconds_sum 5.201
                        run_seconds_count 4
                        """);
    }

    @Test
    void letsNoValueOfALabelEndItsLine() {
        text.gauge("a", "\\ and\nline", List.of(Sample.of(1, "b", "\"\\\n} 2")));

        assertThat(text).hasToString("# HELP a \\\\ and\\nline\n# TYPE a gauge\na{b=\"\\\"\\\\\\n} 2\"} 1\n");
    }

    @Test
    void leavesAMetricWithoutSamplesOut() {
        text.gauge("a", "A.", List.of());

        assertThat(text).hasToString("");
    }

    @Test
    void refusesASecondMetricOfTheSameNameAndWhatIsNoName() {
        text.gauge("a", "A.", 1);

        assertThatThrownBy(() -> text.counter("a", "A.", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.gauge("a b", "A.", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
