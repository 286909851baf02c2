package dev.mailshell.camel;

import dev.mailshell.model.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many messages were refused, by reason, since the start. */
public final class Counters {

    private final Map<Reason, LongAdder> refused = new EnumMap<>(Reason.class);

    /** All zero. */
    public Counters() {
        for (Reason reason : Reason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /** How many were refused for {@code reason}. */
    public long refused(Reason reason) {
        return refused.get(reason).sum();
    }

    /** How many were refused at all. */
    public long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The totals in words: how many were refused, and for which reasons. */
    public String summary() {
        String reasons = refused.entrySet().stream()
                .filter(entry -> entry.getValue().sum() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "nothing was refused" : refused() + " refused (" + reasons + ")";
    }

    void count(Reason reason) {
        refused.get(reason).increment();
    }
}
