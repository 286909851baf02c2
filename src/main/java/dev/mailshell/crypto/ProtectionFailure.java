package dev.mailshell.crypto;

import dev.mailshell.model.Reason;

/** A message that could not be sealed, or that was refused. Its message holds neither secrets nor anything decrypted. */
public final class ProtectionFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** A failure for {@code reason}; {@code fact} says what was and what was expected. */
    public ProtectionFailure(Reason reason, String fact) {
        super(fact);
        this.reason = reason;
    }

    /** As above, with the cause. */
    public ProtectionFailure(Reason reason, String fact, Throwable cause) {
        super(fact, cause);
        this.reason = reason;
    }

    /** Why; never null. */
    public Reason reason() {
        return reason;
    }
}
