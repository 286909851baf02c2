package dev.mailshell.exec;

import dev.mailshell.model.Reason;

/** A job that cannot be started; becomes {@link JobResult.NotStarted}. The fact names no argument but the program. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String hint;

    StartFailure(Reason reason, String fact, String hint) {
        this(reason, fact, hint, null);
    }

    StartFailure(Reason reason, String fact, String hint, Throwable cause) {
        super(fact, cause);
        this.reason = reason;
        this.hint = hint;
    }

    JobResult.NotStarted end() {
        return new JobResult.NotStarted(reason, getMessage(), hint);
    }
}
