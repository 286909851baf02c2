package dev.mailshell.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The files of the container's image below a directory of ours, as the Dockerfile lays them out. */
final class Image {

    private final Path root;

    private Image(Path root) {
        this.root = root;
    }

    /** Lays out what was built below {@code root}. */
    static Image layOut(Path root) throws IOException {
        Path installed = Files.createDirectories(root.resolve("opt/mailshell"));
        Path built = Path.of("target").toAbsolutePath();
        Files.copy(built.resolve("mailshell.jar"), installed.resolve("mailshell.jar"));
        Files.createSymbolicLink(installed.resolve("lib"), built.resolve("lib"));
        Files.copy(Path.of("mailshell"), installed.resolve("mailshell"), StandardCopyOption.COPY_ATTRIBUTES);
        Path commands = Files.createDirectories(root.resolve("usr/local/bin"));
        Files.createSymbolicLink(commands.resolve("mailshell"), installed.resolve("mailshell"));
        return new Image(root);
    }

    /** What a run printed, as bytes that were taken for UTF-8, and its exit code. */
    record Run(int exitCode, String out, String err) {}

    /** Runs {@code mailshell} to its end in an environment of only {@code environment} and what it needs. */
    Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        Process process = start(environment, out, err, arguments);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("it did not end: " + List.of(arguments) + "\n" + Files.readString(err));
        }
        return new Run(process.exitValue(), text(out), text(err));
    }

    /** Starts {@code mailshell}. */
    Process start(Map<String, String> environment, Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("usr/local/bin/mailshell").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", root.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
