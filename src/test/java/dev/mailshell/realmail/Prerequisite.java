package dev.mailshell.realmail;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing the test is skipped, and a line on the console says so; where the environment
 * has MAILSHELL_TEST_EVERYTHING, as in {@code .ci/run}, it fails.
 */
public final class Prerequisite {

    private static final boolean EVERYTHING = System.getenv("MAILSHELL_TEST_EVERYTHING") != null;

    private Prerequisite() {}

    /** Goes on if {@code there}; {@code missing} says what is not. */
    public static void require(boolean there, String missing) {
        if (there) {
            return;
        }
        if (EVERYTHING) {
            Assertions.fail("cannot be tested here: " + missing);
        }
        // Past the file that standard output is redirected to, or nobody would see it.
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.println("skipped: " + missing);
        Assumptions.abort(missing);
    }
}
