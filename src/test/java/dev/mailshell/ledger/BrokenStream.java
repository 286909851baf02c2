package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;

/** A connection that breaks off at once. */
final class BrokenStream extends InputStream {

    @Override
    public int read() throws IOException {
        throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return read();
    }
}
