package dev.mailshell.crypto;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Looks for one line, however long the others are; white space at its end does not count. */
final class LineSearch {

    private final byte[] wanted;

    /** @param wanted in ASCII, without its line end */
    LineSearch(String wanted) {
        this.wanted = wanted.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads up to the line, or to the end. */
    boolean isIn(InputStream content) throws IOException {
        InputStream in = new BufferedInputStream(content, 16 * 1024);
        int matched = 0;
        boolean differs = false;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                if (matched == wanted.length && !differs) {
                    return true;
                }
                matched = 0;
                differs = false;
            } else if (!differs && matched < wanted.length && octet == wanted[matched]) {
                matched++;
            } else {
                differs |= matched < wanted.length || !isBlank(octet);
            }
        }
        return matched == wanted.length && !differs;
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t' || octet == '\r';
    }
}
