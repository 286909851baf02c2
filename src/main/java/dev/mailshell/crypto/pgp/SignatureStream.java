package dev.mailshell.crypto.pgp;

import java.io.IOException;
import java.io.OutputStream;

/** What is written to it goes on, and into a signature that is made or checked; closing it closes nothing. */
final class SignatureStream extends OutputStream {

    private final OutputStream out;
    private final Update signature;

    SignatureStream(OutputStream out, Update signature) {
        this.out = out;
        this.signature = signature;
    }

    /** What the library has in both of its classes, without a type for it. */
    interface Update {
        void update(byte[] bytes, int offset, int length);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        signature.update(bytes, offset, length);
    }
}
