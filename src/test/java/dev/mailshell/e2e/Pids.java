package dev.mailshell.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes that a command has named by writing their ids into a file, one a line. */
final class Pids {

    private Pids() {}

    /**
     * Those that still execute, with their state (proc(5)). A zombie does not: it is dead, and only whoever adopted it has not
     * looked yet, which is not in our hands. Nothing is waited for: who is killed late is found.
     */
    static List<String> executing(Path file) throws IOException {
        return Files.readAllLines(file).stream().flatMap(Pids::state).toList();
    }

    private static Stream<String> state(String pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", pid, "status"))) {
            return status
                    .filter(line -> line.startsWith("State:") && !line.matches("State:\\s+[ZX].*"))
                    .map(line -> pid + " " + line)
                    .toList()
                    .stream();
        } catch (IOException gone) {
            return Stream.empty();
        }
    }
}
