package dev.mailshell.hub.smtp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many messages one sender may begin in a minute. Safe for use by several threads. */
final class MessageRates {

    /** Of senders that are remembered: those that have been silent for longest are forgotten first. */
    static final int MOST_SENDERS = 10_000;

    private static final double NANOS_OF_A_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int most;
    private final LongSupplier nanos;
    private final Map<Object, Allowance> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Allowance> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    /** What is left to a sender, and when that was. */
    private record Allowance(double left, long at) {}

    MessageRates(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Whether one more message of {@code sender} is in time; it is counted if so. */
    synchronized boolean take(Object sender) {
        long now = nanos.getAsLong();
        Allowance before = senders.getOrDefault(sender, new Allowance(most, now));
        double left = Math.min(most, before.left() + (now - before.at()) / NANOS_OF_A_MINUTE * most);
        boolean isInTime = left >= 1;
        senders.put(sender, new Allowance(isInTime ? left - 1 : left, now));
        return isInTime;
    }
}
