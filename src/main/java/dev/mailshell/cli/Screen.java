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

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /** That of this process; empty if stderr goes elsewhere, or the terminal can do nothing but print. */
    static Optional<Screen> ofProcess(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        if (kind.equals("dumb") || !isTerminal()) {
            return Optional.empty();
        }
        // https://no-color.org: set and not empty.
        return Optional.of(new Screen(environment.getOrDefault("NO_COLOR", "").isEmpty()));
    }

    /** A console needs stdin and stdout to be the terminal, too; Linux tells of stderr alone. */
    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(STDERR).toString().matches("/dev/(pts/[0-9]+|tty.*|console)");
        } catch (IOException otherSystem) {
            return Terminal.ofProcess().isPresent();
        }
    }
}
