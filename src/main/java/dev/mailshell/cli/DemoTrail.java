package dev.mailshell.cli;

import dev.mailshell.camel.Trail;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Prints each event with the time since the command was given. */
final class DemoTrail implements Trail {

    private static final String TAKEN = "taken from the outbox, ";

    private final PrintStream err;
    private final AtomicLong start = new AtomicLong(System.nanoTime());
    private final Map<String, String> idByFile = new ConcurrentHashMap<>();

    DemoTrail(PrintStream err) {
        this.err = err;
    }

    /** Begins a new command: times count from here. */
    void begin(String line) {
        err.println("alice tells web1: " + line);
        start.set(System.nanoTime());
    }

    void say(String event) {
        Duration since = Duration.ofNanos(System.nanoTime() - start.get());
        err.println(String.format(Locale.ROOT, "%8.3f s  %s", since.toMillis() / 1000.0, event));
    }

    @Override
    public void happened(String subject, String event) {
        if (event.startsWith(TAKEN)) {
            idByFile.put(event.substring(TAKEN.length()), subject);
        }
        say(event);
    }

    /** The id of the command in a file, once the client has taken it. */
    Optional<String> idOf(String file) {
        return Optional.ofNullable(idByFile.get(file));
    }
}
