package dev.mailshell.crypto.pgp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends each line with CRLF: what a signature over text is made of (RFC 9580 section 5.2.1.2). Two texts that such a signature takes for
 * one come out as one, so that nobody makes a second command of it by other line ends.
 */
final class CanonicalText extends FilterOutputStream {

    private boolean afterReturn;

    CanonicalText(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        if (octet == '\n' && afterReturn) {
            afterReturn = false;
            return;
        }
        afterReturn = octet == '\r';
        if (octet == '\r' || octet == '\n') {
            out.write('\r');
            out.write('\n');
        } else {
            out.write(octet);
        }
    }
}
