package dev.mailshell.model;

import java.time.Instant;

/**
 * A time in which something is not tried. It is over, too, if it has not begun yet: then it was set by a clock that was ahead, and must not last for
 * as long as that was wrong.
 */
public record Pause(Instant begin, Instant end) {

    /** Is always over. */
    public static final Pause NONE = new Pause(Instant.MIN, Instant.MIN);

    /** Whether it is not over at {@code now}. */
    public boolean lasts(Instant now) {
        return !now.isBefore(begin) && now.isBefore(end);
    }
}
