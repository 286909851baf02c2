package dev.mailshell.mime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes base64 (RFC 2045 section 6.8) in lines of 76 characters; {@link #close()} ends the last one and leaves the target open. */
public final class WrappedBase64 extends FilterOutputStream {

    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream target;
    private boolean closed;

    /** Writes to {@code target}. */
    public WrappedBase64(OutputStream target) {
        super(Base64.getMimeEncoder(76, CRLF).wrap(new Open(target)));
        this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.close();
            target.write(CRLF);
        }
    }

    /** Closing the encoder writes its last bytes, and would close what it writes to. */
    private static final class Open extends FilterOutputStream {

        Open(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
