package dev.mailshell.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of the one-time codes of one client.
 *
 * @param lastStep the latest time step (RFC 6238) whose code was accepted; less than 0 if none was
 * @param wrong how many wrong codes came since a right one; at least 0
 * @param lockedUntil until when no code is looked at, if that was ever so; it may be in the past
 */
public record CodeHistory(long lastStep, int wrong, Optional<Instant> lockedUntil) {

    /** Of a client that never sent a code. */
    public static final CodeHistory NONE = new CodeHistory(-1, 0, Optional.empty());

    /** After a code of {@code step} was accepted; wrong codes are forgiven. */
    public static CodeHistory accepted(long step) {
        return new CodeHistory(step, 0, Optional.empty());
    }

    /** The same used step, with wrong codes forgiven. */
    public CodeHistory unlocked() {
        return accepted(lastStep);
    }

    /** Until when it is locked, if it is at {@code now}. */
    public Optional<Instant> lockedAt(Instant now) {
        return lockedUntil.filter(now::isBefore);
    }
}
