package dev.mailshell.model;

/** A command, a reply or one of their fields that cannot exist. The message holds nothing of a stranger's text. */
public final class InvalidMessage extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** An {@code InvalidMessage} for {@code reason}; {@code fact} is for a person, without any secret. */
    public InvalidMessage(Reason reason, String fact) {
        super(fact);
        this.reason = reason;
    }

    /** Why it cannot exist; never null. */
    public Reason reason() {
        return reason;
    }
}
