package dev.mailshell.cli;

/** A command cannot do what it was asked for. Its message is a fact for a person, without any secret. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String hint;
    private final int exitCode;

    /** A failure of ours; {@code hint} may be empty. */
    CommandFailure(String fact, String hint) {
        this(fact, hint, ExitCode.FAILURE);
    }

    /** A failure of ours that {@code cause} explains. */
    CommandFailure(String fact, String hint, Exception cause) {
        this(fact, hint);
        initCause(cause);
    }

    /** A failure with another exit code. */
    CommandFailure(String fact, String hint, int exitCode) {
        super(fact);
        this.hint = hint;
        this.exitCode = exitCode;
    }

    String hint() {
        return hint;
    }

    int exitCode() {
        return exitCode;
    }
}
