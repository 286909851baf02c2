package dev.mailshell.cli;

import dev.mailshell.model.Printable;
import java.io.PrintStream;

/**
 * What we have to say beside a result: a line with the fact and, if there is one, a line with what to do.
 *
 * @param err where to
 */
record Diagnostics(PrintStream err) {

    /** {@code hint} may be empty. */
    void error(String fact, String hint) {
        print("error: ", fact, hint);
    }

    /** {@code hint} may be empty. */
    void warning(String fact, String hint) {
        print("warning: ", fact, hint);
    }

    private void print(String level, String fact, String hint) {
        err.println(level + Printable.line(fact));
        if (!hint.isEmpty()) {
            err.println("hint: " + Printable.line(hint));
        }
    }
}
