package dev.mailshell.cli;

/** What {@code mailshell} exits with, other than the remote command's own code. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;
    /** No answer came in time. */
    static final int NO_ANSWER = 253;
    /** The server refused the command. */
    static final int DENIED = 254;
    /** Our own failure, wrong usage too. */
    static final int FAILURE = 255;

    private ExitCode() {}
}
