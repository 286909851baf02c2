package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prometheus' own checker. */
final class Promtool {

    private Promtool() {}

    static void require() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", "command -v promtool").start();
        Prerequisite.require(process.waitFor() == 0, "promtool (package prometheus)");
    }

    /** Fails with what it says, unless all is well; {@code input} is its standard input. */
    static void run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (Writer in = process.outputWriter()) {
            in.write(input);
        }
        String said = process.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(process.waitFor()).as(said).isZero();
    }
}
