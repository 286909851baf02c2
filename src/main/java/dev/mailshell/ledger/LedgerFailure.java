package dev.mailshell.ledger;

/** The store could not do what was asked; nothing of the call has happened. */
public final class LedgerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /** A failure; {@code fact} says what was and what was expected. */
    public LedgerFailure(String fact) {
        this(fact, "");
    }

    /** As above; {@code hint} says what to do. */
    public LedgerFailure(String fact, String hint) {
        super(fact);
        this.hint = hint;
    }

    /** As above, with the cause. */
    public LedgerFailure(String fact, Throwable cause) {
        super(fact, cause);
        this.hint = "";
    }

    /** What to do; empty if there is no better advice than for any failure of a store. */
    public String hint() {
        return hint;
    }
}
