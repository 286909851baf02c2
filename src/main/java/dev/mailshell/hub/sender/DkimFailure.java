package dev.mailshell.hub.sender;

/** A signature does not pass. */
final class DkimFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /** {@code reason} in our own words: it is written into the mail. */
    DkimFailure(Outcome outcome, String reason) {
        super(reason);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
