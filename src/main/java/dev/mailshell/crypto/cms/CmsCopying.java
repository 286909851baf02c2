package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.Copying;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import org.bouncycastle.crypto.io.InvalidCipherTextIOException;

/** What a failure to read a CMS structure says about the mail. */
final class CmsCopying {

    private CmsCopying() {}

    static Copying upTo(long maxBytes) {
        return new Copying(maxBytes, CmsCopying::fault);
    }

    private static ProtectionFailure fault(Exception cause) {
        return cause instanceof InvalidCipherTextIOException
                ? new ProtectionFailure(
                        Reason.INTEGRITY_FAILED, "the authentication tag does not fit the content", cause)
                : new ProtectionFailure(Reason.CMS_MALFORMED, "the content cannot be read to its end", cause);
    }
}
