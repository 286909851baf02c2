package dev.mailshell.camel;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much more a mail server may say than it was told. The mail library gathers all of an answer in memory, whatever its length. What is told
 * gives only as much back as it has bytes itself: TLS answers by itself what a server asks of it, such as a new key, and such a server could
 * otherwise begin its answer anew for ever.
 */
final class AnswerLimit {

    private final long mostBytes;
    private final AtomicLong left;

    AnswerLimit(long mostBytes) {
        this.mostBytes = mostBytes;
        this.left = new AtomicLong(mostBytes);
    }

    /** {@code in}, which fails once the server has said more. */
    InputStream hearing(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                hear(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                hear(read);
                return read;
            }
        };
    }

    private void hear(int bytes) throws IOException {
        if (bytes > 0 && left.addAndGet(-bytes) < 0) {
            throw new IOException("the mail server's answer does not end (was more than " + mostBytes + " bytes)");
        }
    }

    private void tell(int bytes) {
        left.updateAndGet(now -> now + Math.min(bytes, mostBytes - now));
    }

    /** {@code out}, by which the server is told. */
    OutputStream telling(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int value) throws IOException {
                tell(1);
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                tell(length);
                out.write(bytes, offset, length);
            }
        };
    }
}
