package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Gives each piece that is written its own time. */
final class TimedOutput extends OutputStream {

    private final OutputStream out;
    private final Deadline deadline;
    private final Duration atMost;

    TimedOutput(OutputStream out, Deadline deadline, Duration atMost) {
        this.out = out;
        this.deadline = deadline;
        this.atMost = atMost;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        deadline.within(atMost, () -> {
            out.write(bytes, offset, count);
            return true;
        });
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
