package dev.mailshell.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Durations, shortest first; at least one. */
record Samples(List<Duration> sorted) {

    Samples {
        sorted = sorted.stream().sorted().toList();
    }

    Duration median() {
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** The nearest rank in milliseconds: {@code 50} is the median. */
    String millis(int percent) {
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return String.format(
                Locale.ROOT, "%.0f", sorted.get(Math.max(rank, 1) - 1).toNanos() / 1e6);
    }
}
