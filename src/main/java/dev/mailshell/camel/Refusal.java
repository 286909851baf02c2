package dev.mailshell.camel;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;

/** A message that a step refuses. */
class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String hint;

    Refusal(Reason reason, String fact, String hint) {
        super(fact);
        this.reason = reason;
        this.hint = hint;
    }

    Refusal(Explanation why) {
        this(why.code(), why.message(), why.hint());
    }

    private Refusal(Reason reason, Throwable cause, String fact) {
        super(fact, cause);
        this.reason = reason;
        this.hint = "see docs/reasons.md for " + reason;
    }

    final Reason reason() {
        return reason;
    }

    final String hint() {
        return hint;
    }

    /** Whether the fault is with a file, the database or the keys, and not in what the message holds. */
    final boolean mayPass() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof LedgerFailure || cause instanceof KeyringFailure) {
                return true;
            }
        }
        return false;
    }

    final Explanation explanation() {
        return new Explanation(reason, getMessage(), hint);
    }

    /** What {@code failure}, thrown by any step, means: a refusal, or {@link Reason#INTERNAL}. */
    static Refusal of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof ProtectionFailure refused) {
                return new Refusal(refused.reason(), refused, refused.getMessage());
            }
            if (cause instanceof MimeFailure malformed) {
                return new Refusal(malformed.reason(), malformed, malformed.getMessage());
            }
            InvalidMessage invalid = StrictJson.refusal(cause);
            if (invalid != null) {
                return new Refusal(invalid.reason(), invalid, invalid.getMessage());
            }
        }
        return new Refusal(Reason.INTERNAL, failure, "a fault of ours");
    }
}
