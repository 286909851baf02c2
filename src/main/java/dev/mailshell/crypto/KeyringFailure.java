package dev.mailshell.crypto;

/** The key folder is not as it must be; nothing is signed, opened or trusted with it. Its message holds no secret. */
public final class KeyringFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /** A failure: {@code fact} says what was and what was expected, {@code hint} what to do. */
    public KeyringFailure(String fact, String hint) {
        super(fact);
        this.hint = hint;
    }

    /** As above, with the cause. */
    public KeyringFailure(String fact, String hint, Throwable cause) {
        super(fact, cause);
        this.hint = hint;
    }

    /** What to do; never null. */
    public String hint() {
        return hint;
    }
}
