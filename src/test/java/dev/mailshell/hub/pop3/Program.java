package dev.mailshell.hub.pop3;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a program of Debian's.
 *
 * @param exitCode its own
 * @param output all that it said
 */
record Program(int exitCode, String output) {

    /** @param home its home folder, in which it also runs */
    static Program run(Path home, String input, String... command) throws IOException, InterruptedException {
        Prerequisite.require(isThere(command[0]), command[0] + " is not installed");
        Path stdin = Files.createTempFile(home, "stdin", null);
        Files.writeString(stdin, input);
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(stdin.toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end");
        }
        return new Program(process.exitValue(), output);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
