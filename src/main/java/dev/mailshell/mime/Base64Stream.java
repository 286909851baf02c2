package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Undoes base64 (RFC 2045 section 6.8) strictly: lines and white space are skipped, anything else that is not of the alphabet, or
 * follows the padding, is refused. A lenient reader would let two different mails mean the same.
 */
final class Base64Stream extends FilterInputStream {

    private static final int BLOCK = 8 * 1024;

    private byte[] decoded = new byte[0];
    private int position;
    private boolean padded;

    Base64Stream(InputStream in) {
        super(new BufferedInputStream(in, 16 * 1024));
    }

    @Override
    public int read() throws IOException {
        return fill() ? decoded[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, decoded.length - position);
        System.arraycopy(decoded, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (position == decoded.length) {
            byte[] block = nextBlock();
            if (block.length == 0) {
                return false;
            }
            decode(block);
        }
        return true;
    }

    private byte[] nextBlock() throws IOException {
        byte[] block = new byte[BLOCK];
        int count = 0;
        while (count < BLOCK) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            if (octet != '\r' && octet != '\n' && octet != ' ' && octet != '\t') {
                block[count++] = (byte) octet;
            }
        }
        return Arrays.copyOf(block, count);
    }

    private void decode(byte[] block) throws MimeFailure {
        if (padded || block.length % 4 != 0) {
            throw MimeFailure.malformed("base64 is cut off, or goes on after its end");
        }
        try {
            decoded = Base64.getDecoder().decode(block);
        } catch (IllegalArgumentException e) {
            throw new MimeFailure(Reason.MAIL_MALFORMED, "a character is not of base64", e);
        }
        position = 0;
        padded = block[block.length - 1] == '=';
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public int available() {
        return decoded.length - position;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
