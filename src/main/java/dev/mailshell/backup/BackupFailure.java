package dev.mailshell.backup;

/** A backup that cannot be made or restored; nothing has changed. */
public final class BackupFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String hint;

    BackupFailure(String fact, String hint) {
        super(fact);
        this.hint = hint;
    }

    BackupFailure(String fact, String hint, Throwable cause) {
        super(fact, cause);
        this.hint = hint;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
