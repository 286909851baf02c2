package dev.mailshell.e2e;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes right, but for a difference. */
public final class ShiftedClock extends Clock {

    private final Duration base;
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    /** @param base always added */
    public ShiftedClock(Duration base) {
        this.base = base;
    }

    public void shift(Duration duration) {
        shift.set(duration);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(base).plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for local time");
    }
}
