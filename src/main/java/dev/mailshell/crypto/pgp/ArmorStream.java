package dev.mailshell.crypto.pgp;

import dev.mailshell.mime.WrappedBase64;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.bcpg.CRC24;
import org.bouncycastle.bcpg.FastCRC24;

/** Writes ASCII armor (RFC 9580 section 6) in lines that end with CRLF; {@link #close()} ends it and leaves the target open. */
final class ArmorStream extends OutputStream {

    private final OutputStream target;
    private final String label;
    private final CRC24 crc = new FastCRC24();
    private final WrappedBase64 base64;
    private boolean closed;

    /** @param label such as {@code MESSAGE} */
    ArmorStream(OutputStream target, String label) throws IOException {
        this.target = target;
        this.label = label;
        ascii("-----BEGIN PGP " + label + "-----\r\n\r\n");
        this.base64 = new WrappedBase64(target);
    }

    @Override
    public void write(int octet) throws IOException {
        crc.update(octet);
        base64.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        for (; at + 3 <= offset + length; at += 3) {
            crc.update3(bytes, at);
        }
        for (; at < offset + length; at++) {
            crc.update(bytes[at]);
        }
        base64.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        base64.close();
        int value = crc.getValue();
        byte[] sum = {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
        // RFC 9580 makes it optional; gpg 2.2 looks for it.
        ascii("=" + Base64.getEncoder().encodeToString(sum) + "\r\n-----END PGP " + label + "-----\r\n");
    }

    private void ascii(String text) throws IOException {
        target.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
