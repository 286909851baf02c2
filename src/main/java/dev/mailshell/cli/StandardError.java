package dev.mailshell.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What this process writes to stderr beside us, such as warnings in its log. */
final class StandardError {

    private StandardError() {}

    /** What {@code work} returns, and while it is at it all that goes to stderr goes to {@code other}. */
    static <T> T goingTo(PrintStream other, Callable<T> work) throws Exception {
        PrintStream before = System.err;
        System.setErr(other);
        try {
            return work.call();
        } finally {
            System.setErr(before);
        }
    }

    /** A stream that hands over whole lines, with their ends, each time that it is flushed. */
    static PrintStream byLines(Consumer<String> lines) {
        return new PrintStream(new Lines(lines), true, StandardCharsets.UTF_8);
    }

    private static final class Lines extends ByteArrayOutputStream {

        private final Consumer<String> lines;

        Lines(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void flush() {
            String text = toString(StandardCharsets.UTF_8);
            if (text.endsWith("\n")) {
                reset();
                lines.accept(text);
            }
        }
    }
}
