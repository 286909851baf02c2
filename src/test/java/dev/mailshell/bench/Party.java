package dev.mailshell.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One {@code mailshell server}, {@code client} or {@code hub} as a process of its own. */
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
    private final String readyLine;

    /** That it is ready, and when it was. */
    private record Ready(String line, long nanos) {}

    /** Returns once it has printed its line {@code ready}. */
    Party(String verb, Path home, Map<String, String> environment, Path errors)
            throws IOException, InterruptedException {
        ProcessBuilder builder = mailshell(verb, "--home", home.toString());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        long start = System.nanoTime();
        process = builder.start();
        CompletableFuture<Ready> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(ready), verb + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            Ready said = ready.get(60, TimeUnit.SECONDS);
            startTime = Duration.ofNanos(said.nanos() - start);
            readyLine = said.line();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException(verb + " did not become ready\n" + Files.readString(errors), e);
        }
    }

    /** {@code mailshell keys init} for web1 and alice, and a policy without a rate. */
    static void init(Path directory, String algorithm) throws IOException, InterruptedException {
        init(directory, algorithm, "web1", "--server=web1=web1@mail.test", "--client=alice=alice@mail.test");
    }

    /** The same for other parties, and a policy without a rate for {@code server}. */
    static void init(Path directory, String algorithm, String server, String... parties)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("keys", "init", "--algorithm", algorithm, "--dir", directory.toString()));
        arguments.addAll(List.of(parties));
        Process init = mailshell(arguments.toArray(String[]::new))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (init.waitFor() != 0) {
            throw new IllegalStateException("keys init failed with " + init.exitValue());
        }
        removeRate(directory.resolve(server));
    }

    /** Gives a server's home a policy without a rate. */
    static void removeRate(Path home) throws IOException {
        Files.writeString(home.resolve("policy.yaml"), POLICY);
    }

    /** What it has printed once it was ready. */
    String readyLine() {
        return readyLine;
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

    private void readOutput(CompletableFuture<Ready> ready) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("ready")) {
                    ready.complete(new Ready(line, System.nanoTime()));
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
