package dev.mailshell.ledger;

/** The store could not do what was asked; nothing of the call has happened. */
public final class LedgerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure; {@code fact} says what was and what was expected. */
    public LedgerFailure(String fact) {
        super(fact);
    }

    /** As above, with the cause. */
    public LedgerFailure(String fact, Throwable cause) {
        super(fact, cause);
    }
}
