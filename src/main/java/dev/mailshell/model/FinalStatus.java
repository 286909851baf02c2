package dev.mailshell.model;

import java.util.Locale;

/** How a command ended. Each authenticated command gets exactly one. */
public enum FinalStatus {
    /** It ran and exited with 0. */
    DONE,
    /** It ran and exited with another code, or could not be started. */
    FAILED,
    /** It was killed at its wall-clock limit. */
    TIMED_OUT,
    /** The policy did not allow it, or it was malformed; it did not run. */
    DENIED,
    /** It came too late; it did not run. */
    EXPIRED,
    /** It was called back. */
    CANCELLED,
    /** The server stopped in the middle: what it did is unknown, and it will not run again. */
    INTERRUPTED;

    /** As it is written in a reply: lower case with a hyphen, such as {@code timed-out}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The status that {@link #wire()} writes as {@code text}.
     *
     * @throws InvalidMessage if there is none
     */
    public static FinalStatus ofWire(String text) {
        for (FinalStatus status : values()) {
            if (status.wire().equals(text)) {
                return status;
            }
        }
        throw new InvalidMessage(Reason.REPLY_INVALID, "the status is none of the final ones");
    }
}
