package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import java.io.IOException;

/**
 * Mail or a MIME entity that is not what RFC 5322 and RFC 2045 describe, or is beyond our limits. It is an
 * {@link IOException}, so that the streams of this package can throw it; its message holds nothing of the mail.
 */
public final class MimeFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** A failure for {@code reason}; {@code fact} says what was and what was expected. */
    public MimeFailure(Reason reason, String fact) {
        super(fact);
        this.reason = reason;
    }

    /** As above, with the cause. */
    public MimeFailure(Reason reason, String fact, Throwable cause) {
        super(fact, cause);
        this.reason = reason;
    }

    static MimeFailure malformed(String fact) {
        return new MimeFailure(Reason.MAIL_MALFORMED, fact);
    }

    /** Why; never null. */
    public Reason reason() {
        return reason;
    }
}
