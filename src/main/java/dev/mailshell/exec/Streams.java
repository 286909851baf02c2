package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Both output streams of a job, each read by its own thread so that neither can hold up the other. */
record Streams(StreamCapture stdout, StreamCapture stderr) implements Closeable {

    static Streams open(JobDirectory directory, NamedPipes pipes, long limit)
            throws StartFailure, InterruptedException {
        Path out = directory.stream("stdout.pipe");
        Path err = directory.stream("stderr.pipe");
        try {
            pipes.put(List.of(out, err));
            return new Streams(
                    new StreamCapture(out, directory.stream("stdout"), limit),
                    new StreamCapture(err, directory.stream("stderr"), limit));
        } catch (IOException failure) {
            throw Launcher.failure(failure);
        }
    }

    void handOver() throws IOException {
        stdout.handOver();
        stderr.handOver();
    }

    @Override
    public void close() throws IOException {
        try (stdout) {
            stderr.close();
        }
    }
}
