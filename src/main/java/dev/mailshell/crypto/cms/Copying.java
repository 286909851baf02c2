package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.crypto.io.InvalidCipherTextIOException;

/** Copies what a stranger wrote: a fault in reading is the mail's, a fault in writing is ours. */
final class Copying {

    private Copying() {}

    static void copy(InputStream from, OutputStream to, long atMost) throws ProtectionFailure {
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        for (int count = read(from, buffer); count >= 0; count = read(from, buffer)) {
            total += count;
            if (total > atMost) {
                throw new ProtectionFailure(
                        Reason.MAIL_TOO_LARGE, "the content is too large (expected at most " + atMost + " bytes)");
            }
            write(to, buffer, count);
        }
    }

    private static void write(OutputStream to, byte[] buffer, int count) throws ProtectionFailure {
        try {
            to.write(buffer, 0, count);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "a temporary file cannot be written", e);
        }
    }

    private static int read(InputStream from, byte[] buffer) throws ProtectionFailure {
        try {
            return from.read(buffer);
        } catch (MimeFailure e) {
            throw new ProtectionFailure(e.reason(), e.getMessage(), e);
        } catch (InvalidCipherTextIOException e) {
            throw new ProtectionFailure(Reason.INTEGRITY_FAILED, "the authentication tag does not fit the content", e);
        } catch (IOException | RuntimeException e) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the content cannot be read to its end", e);
        }
    }
}
