package dev.mailshell.credential;

/** There is nothing now that proves to mail servers whose account it is. Its message and its hint are for a person, without any secret. */
public abstract class CredentialFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * @param fact what is wrong
     * @param hint what to do
     * @param cause null if there is none
     */
    protected CredentialFailure(String fact, String hint, Throwable cause) {
        super(fact, cause);
        this.hint = hint;
    }

    /** What to do. */
    public final String hint() {
        return hint;
    }

    /** Without what the mailbox cannot be read. */
    public abstract String lacking();

    /** Whether a person has to log in: nothing is tried before that. */
    public boolean needsLogin() {
        return false;
    }
}
