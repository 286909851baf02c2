package dev.mailshell.camel;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** How much a mail server may say to what it was told last. The mail library gathers all of an answer in memory, whatever its length. */
final class AnswerLimit {

    private final long mostBytes;
    private final AtomicLong heard = new AtomicLong();

    AnswerLimit(long mostBytes) {
        this.mostBytes = mostBytes;
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
        if (bytes > 0 && heard.addAndGet(bytes) > mostBytes) {
            throw new IOException("the mail server's answer does not end (was more than " + mostBytes + " bytes)");
        }
    }

    /** {@code out}, with which each time another answer begins. */
    OutputStream telling(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int value) throws IOException {
                heard.set(0);
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                heard.set(0);
                out.write(bytes, offset, length);
            }
        };
    }
}
