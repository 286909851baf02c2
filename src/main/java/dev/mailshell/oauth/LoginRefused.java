package dev.mailshell.oauth;

/** A person did not get through a login. Its message and its hint are for that person, without any secret. */
public final class LoginRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String hint;

    LoginRefused(String fact, String hint) {
        super(fact);
        this.hint = hint;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
