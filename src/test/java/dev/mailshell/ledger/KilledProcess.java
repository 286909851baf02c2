package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real process of this project's classes that works without end, and is ended with SIGKILL in the middle of it. */
final class KilledProcess {

    private KilledProcess() {}

    /**
     * Runs {@code program} until it has printed so many lines, and kills it.
     *
     * @param directory for its temporary files
     * @return the lines that it printed whole
     */
    static List<String> run(Class<?> program, Path directory, int lines, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-Djava.io.tmpdir=" + directory,
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()),
                        Stream.of(arguments))
                .toList();
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return linesOf(child, lines);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static List<String> linesOf(Process child, int lines) throws Exception {
        StringWriter printed = new StringWriter();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            for (int i = 0; i < lines; i++) {
                String line = output.readLine();
                assertThat(line).isNotNull();
                printed.append(line).append('\n');
            }
            // By its handle: Process.destroyForcibly would close the output, too.
            child.toHandle().destroyForcibly();
            output.transferTo(printed);
        }
        assertThat(child.waitFor()).as("128 + SIGKILL").isEqualTo(137);
        String whole = printed.toString();
        return whole.substring(0, whole.lastIndexOf('\n')).lines().toList();
    }
}
