package dev.mailshell.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Undoes a transfer encoding piece by piece, so that memory does not grow with the content. */
abstract class DecodingStream extends InputStream {

    private final InputStream encoded;
    private byte[] decoded = new byte[0];
    private int position;

    DecodingStream(InputStream encoded) {
        this.encoded = new BufferedInputStream(encoded, 16 * 1024);
    }

    /** The next piece, decoded; it may be without a byte. Empty at the end. */
    abstract Optional<byte[]> next(InputStream encoded) throws IOException;

    @Override
    public final int read() throws IOException {
        return fill() ? decoded[position++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
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
            Optional<byte[]> piece = next(encoded);
            if (piece.isEmpty()) {
                return false;
            }
            decoded = piece.get();
            position = 0;
        }
        return true;
    }

    @Override
    public final void close() throws IOException {
        encoded.close();
    }
}
