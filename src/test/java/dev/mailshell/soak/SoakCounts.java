package dev.mailshell.soak;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened. */
final class SoakCounts {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String what) {
        add(what, 1);
    }

    void add(String what, int times) {
        counts.merge(what, times, Integer::sum);
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    /** One line for each. */
    void print() {
        counts.forEach((what, count) -> System.out.println(what + ": " + count));
    }
}
