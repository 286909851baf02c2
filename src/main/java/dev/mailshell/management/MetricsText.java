package dev.mailshell.management;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Measurements in version 0.0.4 of Prometheus' text format. For one thread. */
public final class MetricsText {

    /** Of the format. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Pattern NAME = Pattern.compile("[a-z]+(?:_[a-z0-9]+)*");

    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    /** What only grows, from zero at each start; its name ends with {@code _total}. */
    public void counter(String name, String help, List<Sample> samples) {
        family(name, "counter", help, samples);
    }

    /** As above, of one value. */
    public void counter(String name, String help, long value) {
        counter(name, help, List.of(Sample.of(value)));
    }

    /** What goes up and down; without samples it is left out. */
    public void gauge(String name, String help, List<Sample> samples) {
        family(name, "gauge", help, samples);
    }

    /** As above, of one value. */
    public void gauge(String name, String help, double value) {
        gauge(name, help, List.of(Sample.of(value)));
    }

    /** As above, of a whole number. */
    public void gauge(String name, String help, long value) {
        gauge(name, help, List.of(Sample.of(value)));
    }

    /** As above; true is 1. */
    public void gauge(String name, String help, boolean value) {
        gauge(name, help, value ? 1 : 0);
    }

    /** For how long the oldest of what waits does so, in seconds; 0 if nothing waits. Its name ends with {@code _age_seconds}. */
    public void age(String name, String help, Optional<Instant> oldest, Instant now) {
        gauge(
                name,
                help,
                oldest.map(since -> Duration.between(since, now).toMillis() / 1000.0)
                        .orElse(0.0));
    }

    /** Durations; its name ends with {@code _seconds}. */
    public void histogram(String name, String help, Histogram histogram) {
        head(name, "histogram", help);
        Histogram.Counted counted = histogram.counted();
        double[] bounds = histogram.bounds();
        for (int i = 0; i < bounds.length; i++) {
            line(name + "_bucket", Sample.of(counted.upTo().get(i), "le", number(bounds[i])));
        }
        line(name + "_bucket", Sample.of(counted.count(), "le", "+Inf"));
        line(name + "_sum", Sample.of(counted.seconds()));
        line(name + "_count", Sample.of(counted.count()));
    }

    private void family(String name, String type, String help, List<Sample> samples) {
        if (!samples.isEmpty()) {
            head(name, type, help);
            samples.forEach(sample -> line(name, sample));
        }
    }

    private void head(String name, String type, String help) {
        if (!NAME.matcher(name).matches() || !names.add(name)) {
            throw new IllegalArgumentException("no name for a metric, or there is one of that name: " + name);
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, Sample sample) {
        text.append(name);
        if (!sample.labels().isEmpty()) {
            text.append(sample.labels().entrySet().stream()
                    .map(MetricsText::label)
                    .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(number(sample.value())).append('\n');
    }

    private static String label(Map.Entry<String, String> label) {
        return label.getKey() + "=\"" + escaped(label.getValue()).replace("\"", "\\\"") + "\"";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** All of it, a line end after each. */
    @Override
    public String toString() {
        return text.toString();
    }
}
