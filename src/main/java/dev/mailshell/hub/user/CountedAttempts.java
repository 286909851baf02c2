package dev.mailshell.hub.user;

import dev.mailshell.filter.SlidingWindow;
import dev.mailshell.policy.Rate;
import java.time.Instant;

/**
 * Counts by keys in sliding windows; keeps those that were used last. Not safe for use by several threads.
 *
 * @param <K> what is counted by
 */
final class CountedAttempts<K> {

    private final Rate rate;
    private final RecentMap<K, SlidingWindow> windows;

    CountedAttempts(Rate rate, int most) {
        this.rate = rate;
        this.windows = new RecentMap<>(most);
    }

    boolean areTooMany(K key, Instant now) {
        SlidingWindow window = windows.get(key);
        return window != null && window.isFull(now);
    }

    void count(K key, Instant now) {
        windows.computeIfAbsent(key, any -> new SlidingWindow(rate)).pass(now);
    }

    void forget(K key) {
        windows.remove(key);
    }
}
