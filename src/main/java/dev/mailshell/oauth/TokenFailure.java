package dev.mailshell.oauth;

/** There is no token that mail servers take now. Its message and its hint are for a person, without any secret. */
public final class TokenFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;
    private final boolean loginNeeded;

    private TokenFailure(String fact, String hint, boolean loginNeeded, Throwable cause) {
        super(fact, cause);
        this.hint = hint;
        this.loginNeeded = loginNeeded;
    }

    /** One that another attempt may end. */
    TokenFailure(String fact, String hint, Throwable cause) {
        this(fact, hint, false, cause);
    }

    /** One that another attempt may end. */
    TokenFailure(String fact, String hint) {
        this(fact, hint, null);
    }

    /** One that only a person can end. */
    static TokenFailure loginNeeded(String fact) {
        return new TokenFailure(
                fact, "run mailshell login with the --home of this party, and log in there", true, null);
    }

    /** What to do. */
    public String hint() {
        return hint;
    }

    /** Whether a person has to log in: nothing is tried before that. */
    public boolean needsLogin() {
        return loginNeeded;
    }
}
