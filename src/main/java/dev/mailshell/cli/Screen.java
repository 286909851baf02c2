package dev.mailshell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A terminal that stderr goes to and that can draw a line anew.
 *
 * @param coloured whether it may show colours
 */
record Screen(boolean coloured) {

    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /** That of this process; empty if stderr goes elsewhere, or the terminal can do nothing but print. */
    static Optional<Screen> ofProcess(Map<String, String> environment) {
        return canDraw(environment) && isTerminal(STDERR)
                ? Optional.of(new Screen(mayColour(environment)))
                : Optional.empty();
    }

    /** Whether a terminal may show colours, stdout's as well: it can, and nobody has anything against them. */
    static boolean mayColour(Map<String, String> environment) {
        // https://no-color.org: set and not empty.
        return canDraw(environment) && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Whether the stdout of this process is a terminal, whatever that can. */
    static boolean showsStdout() {
        return isTerminal(STDOUT);
    }

    private static boolean canDraw(Map<String, String> environment) {
        return !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** A console needs stdin and stdout to be the terminal, too; Linux tells of each alone. */
    private static boolean isTerminal(Path stream) {
        try {
            return Files.readSymbolicLink(stream).toString().matches("/dev/(pts/[0-9]+|tty.*|console)");
        } catch (IOException otherSystem) {
            return Terminal.ofProcess().isPresent();
        }
    }
}
