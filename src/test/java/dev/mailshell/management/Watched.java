package dev.mailshell.management;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Something to watch, for a test to change. */
final class Watched implements Observed {

    final AtomicInteger measured = new AtomicInteger();
    volatile boolean alive = true;
    volatile List<Check> checks = List.of(new Check("disk", true, "there is room"));
    volatile boolean broken;

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public void measure(MetricsText text) {
        if (broken) {
            throw new IllegalStateException("secret of a stack trace");
        }
        text.gauge("measured", "How often.", measured.incrementAndGet());
    }
}
