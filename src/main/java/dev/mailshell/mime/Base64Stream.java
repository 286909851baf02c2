package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Undoes base64 (RFC 2045 section 6.8) strictly: lines and white space are skipped, anything else that is not of the alphabet, or
 * follows the padding, is refused. A lenient reader would let two different mails mean the same.
 */
final class Base64Stream extends DecodingStream {

    private static final int BLOCK = 8 * 1024;

    private boolean padded;

    Base64Stream(InputStream encoded) {
        super(encoded);
    }

    @Override
    Optional<byte[]> next(InputStream encoded) throws IOException {
        byte[] block = block(encoded);
        return block.length == 0 ? Optional.empty() : Optional.of(decode(block));
    }

    private static byte[] block(InputStream in) throws IOException {
        byte[] block = new byte[BLOCK];
        int count = 0;
        while (count < BLOCK) {
            int end = count + Math.max(0, in.read(block, count, BLOCK - count));
            if (end == count) {
                break;
            }
            count = withoutSpace(block, count, end);
        }
        return Arrays.copyOf(block, count);
    }

    /** Moves what is none together; where it ends then. */
    private static int withoutSpace(byte[] block, int start, int end) {
        int kept = start;
        for (int i = start; i < end; i++) {
            byte octet = block[i];
            if (octet != '\r' && octet != '\n' && octet != ' ' && octet != '\t') {
                block[kept++] = octet;
            }
        }
        return kept;
    }

    private byte[] decode(byte[] block) throws MimeFailure {
        if (padded || block.length % 4 != 0) {
            throw MimeFailure.malformed("base64 is cut off, or goes on after its end");
        }
        padded = block[block.length - 1] == '=';
        try {
            return Base64.getDecoder().decode(block);
        } catch (IllegalArgumentException e) {
            throw new MimeFailure(Reason.MAIL_MALFORMED, "a character is not of base64", e);
        }
    }
}
