package dev.mailshell.cli;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command takes from outside.
 *
 * @param environment the environment variables
 * @param clock the time
 * @param random for keys
 * @param out for results only
 * @param err for everything that we have to say
 * @param terminal for what only a person can say; empty if there is none
 * @param screen what {@code err} is shown on; empty if it goes to a file or a pipe
 */
record CliContext(
        Map<String, String> environment,
        Clock clock,
        SecureRandom random,
        PrintStream out,
        PrintStream err,
        Supplier<Optional<Terminal>> terminal,
        Supplier<Optional<Screen>> screen) {

    /** Without a screen. */
    CliContext(
            Map<String, String> environment,
            Clock clock,
            SecureRandom random,
            PrintStream out,
            PrintStream err,
            Supplier<Optional<Terminal>> terminal) {
        this(environment, clock, random, out, err, terminal, Optional::empty);
    }

    /** Without a terminal. */
    CliContext(Map<String, String> environment, Clock clock, SecureRandom random, PrintStream out, PrintStream err) {
        this(environment, clock, random, out, err, Optional::empty);
    }

    /** The same with other streams. */
    CliContext showing(PrintStream newOut, PrintStream newErr) {
        return new CliContext(environment, clock, random, newOut, newErr, terminal, screen);
    }
}
