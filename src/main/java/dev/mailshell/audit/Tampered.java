package dev.mailshell.audit;

import dev.mailshell.model.Reason;

/** An audit log is not what it was. */
public final class Tampered extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String hint;

    Tampered(Reason reason, String fact, String hint) {
        super(fact);
        this.reason = reason;
        this.hint = hint;
    }

    Tampered(Reason reason, String fact, String hint, Exception cause) {
        this(reason, fact, hint);
        initCause(cause);
    }

    /** In what way. */
    public Reason reason() {
        return reason;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
