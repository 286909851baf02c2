package dev.mailshell.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One {@code mailshell server} or {@code mailshell client} as a process of its own. */
final class Party implements AutoCloseable {

    /** The policy of {@code keys init} allows thirty commands a minute: too few for a load. */
    private static final String POLICY =
            """
            roles:
              bench: { allow: [uptime] }
            commands:
              uptime: { title: Uptime, exec: [/usr/bin/uptime] }
            clients:
              alice: { roles: [bench] }
            """;

    /** What users call. It hands over to the JVM, so the process is the JVM's. */
    private static final Path LAUNCHER = Path.of("mailshell").toAbsolutePath();

    private final Process process;
    private final Duration startTime;

    /** Returns once it has printed its line {@code ready}. */
    Party(String verb, Path home, Map<String, String> environment, Path errors)
            throws IOException, InterruptedException {
        ProcessBuilder builder = mailshell(verb, "--home", home.toString());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        long start = System.nanoTime();
        process = builder.start();
        CompletableFuture<Long> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(ready), verb + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            startTime = Duration.ofNanos(ready.get(60, TimeUnit.SECONDS) - start);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException(verb + " did not become ready\n" + Files.readString(errors), e);
        }
    }

    /** {@code mailshell keys init} for web1 and alice, and a policy without a rate. */
    static void init(Path directory, String algorithm) throws IOException, InterruptedException {
        Process init = mailshell(
                        "keys",
                        "init",
                        "--algorithm",
                        algorithm,
                        "--dir",
                        directory.toString(),
                        "--server",
                        "web1=web1@mail.test",
                        "--client",
                        "alice=alice@mail.test")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (init.waitFor() != 0) {
            throw new IllegalStateException("keys init failed with " + init.exitValue());
        }
        Files.writeString(directory.resolve("web1").resolve("policy.yaml"), POLICY);
    }

    Duration startTime() {
        return startTime;
    }

    /** What it holds in memory now, in KiB. */
    long residentKib() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** User and system time since its start. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What users call, with arguments. */
    static ProcessBuilder mailshell(String... arguments) {
        return new ProcessBuilder(Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(arguments))
                .toList());
    }

    private void readOutput(CompletableFuture<Long> ready) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("ready")) {
                    ready.complete(System.nanoTime());
                }
            }
            ready.completeExceptionally(new IOException("it ended before it was ready"));
        } catch (IOException e) {
            // After the line that is also how the end of the process shows.
            ready.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
