package dev.mailshell.oauth;

import dev.mailshell.credential.CredentialFailure;

/** There is no token that mail servers take now. */
public final class TokenFailure extends CredentialFailure {

    private static final long serialVersionUID = 1L;

    private final boolean loginNeeded;

    private TokenFailure(String fact, String hint, boolean loginNeeded, Throwable cause) {
        super(fact, hint, cause);
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

    @Override
    public String lacking() {
        return "a token";
    }

    @Override
    public boolean needsLogin() {
        return loginNeeded;
    }
}
