package dev.mailshell.cli;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What a command takes from outside.
 *
 * @param environment the environment variables
 * @param clock the time
 * @param random for keys
 * @param out for results only
 * @param err for everything that we have to say
 */
record CliContext(Map<String, String> environment, Clock clock, SecureRandom random, PrintStream out, PrintStream err) {

    /** The same with other streams. */
    CliContext showing(PrintStream newOut, PrintStream newErr) {
        return new CliContext(environment, clock, random, newOut, newErr);
    }
}
