package dev.mailshell.management;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value of a metric.
 *
 * @param labels what tells it from the others, in their order; none for a metric of one value
 */
public record Sample(Map<String, String> labels, double value) {

    /** The value of a metric that has no other. */
    public static Sample of(double value) {
        return new Sample(Map.of(), value);
    }

    /** As above, of a whole number. */
    public static Sample of(long value) {
        return of((double) value);
    }

    /** As below, of a whole number. */
    public static Sample of(long value, String label, Object labelled) {
        return of((double) value, label, labelled);
    }

    /** With one label. */
    public static Sample of(double value, String label, Object labelled) {
        return new Sample(Map.of(label, labelled.toString()), value);
    }

    /** The same, with one label more. */
    public Sample with(String label, Object labelled) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(label, labelled.toString());
        return new Sample(more, value);
    }
}
