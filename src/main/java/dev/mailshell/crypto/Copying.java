package dev.mailshell.crypto;

import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** Copies what a stranger wrote, up to a limit: a fault in reading is the mail's, a fault in writing is ours. */
public final class Copying {

    private final long atMost;
    private final Function<Exception, ProtectionFailure> fault;

    /**
     * @param atMost bytes of one copy
     * @param fault what a failure to read says about the mail; a {@link MimeFailure} says it itself
     */
    public Copying(long atMost, Function<Exception, ProtectionFailure> fault) {
        this.atMost = atMost;
        this.fault = fault;
    }

    /**
     * Copies {@code from} to its end.
     *
     * @throws ProtectionFailure if that is beyond the limit, or cannot be read or written
     */
    public void copy(InputStream from, OutputStream to) throws ProtectionFailure {
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

    private int read(InputStream from, byte[] buffer) throws ProtectionFailure {
        try {
            return from.read(buffer);
        } catch (MimeFailure e) {
            throw new ProtectionFailure(e.reason(), e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw fault.apply(e);
        }
    }
}
