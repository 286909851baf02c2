package dev.mailshell.newcomer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A folder that stands for a machine: what is typed there, one command after the other, and what runs there until {@link #close()}. */
final class Machine implements AutoCloseable {

    // The first start builds, perhaps without a library on the disk yet.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path folder;
    private final Path home;
    private final List<Process> started = new ArrayList<>();
    private final List<Path> running = new ArrayList<>();
    private int lastExit;

    /** @param home of who types; what is printed goes there, too */
    Machine(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    /** A command that came to its end, with what it printed on standard output and standard error. */
    record Ended(int exit, String printed) {}

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Runs a command to its end; {@code typed} is all of its standard input. */
    Ended run(String command, String typed) throws IOException, InterruptedException, NotAsPrinted {
        return awaitEnd(command, typed, "bash", "-c", "(exit " + lastExit + ")\n" + command);
    }

    /** As above, at a terminal. */
    Ended runAtTerminal(String command, String typed) throws IOException, InterruptedException, NotAsPrinted {
        return awaitEnd(command, typed, "script", "-qefc", command, "/dev/null");
    }

    private Ended awaitEnd(String command, String typed, String... call)
            throws IOException, InterruptedException, NotAsPrinted {
        Path printed = Files.createTempFile(home, "printed", ".txt");
        Process process = start(printed, call);
        try (OutputStream in = process.getOutputStream()) {
            in.write(typed.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended without reading: its exit code tells more.
            process.waitFor(1, TimeUnit.SECONDS);
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new NotAsPrinted(command + " did not end; it printed:\n" + Files.readString(printed));
        }
        lastExit = process.exitValue();
        return new Ended(lastExit, Files.readString(printed));
    }

    /** Starts what does not end by itself, and returns what it has printed once a line begins with {@code ready}. */
    String startUntilReady(String command) throws IOException, NotAsPrinted {
        Path printed = Files.createTempFile(home, "running", ".txt");
        Process process = start(printed, "bash", "-c", command);
        process.getOutputStream().close();
        running.add(printed);
        try {
            await().atMost(PATIENCE)
                    .until(() -> !process.isAlive()
                            || Files.readString(printed).lines().anyMatch(line -> line.startsWith("ready")));
        } catch (ConditionTimeoutException e) {
            throw new NotAsPrinted(command + " printed no line that begins with ready:\n" + Files.readString(printed));
        }
        if (!process.isAlive()) {
            throw new NotAsPrinted(command + " ended with " + process.exitValue()
                    + " (expected a line that begins with ready):\n" + Files.readString(printed));
        }
        return Files.readString(printed);
    }

    private Process start(Path printed, String... call) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(call)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILSHELL_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("SHELL", "/bin/bash");
        builder.environment().put("TERM", "dumb");
        Process process = builder.start();
        synchronized (started) {
            started.add(process);
        }
        return process;
    }

    /** What each of those that do not end by themselves has printed so far. */
    List<String> printedByRunning() throws IOException {
        List<String> printed = new ArrayList<>();
        for (Path file : running) {
            printed.add(Files.readString(file));
        }
        return printed;
    }

    /** Ends what runs here, with all that it started. */
    @Override
    public void close() {
        List<ProcessHandle> handles;
        synchronized (started) {
            handles = started.stream()
                    .map(Process::toHandle)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> Stream.concat(handle.descendants(), Stream.of(handle)))
                    .toList();
        }
        handles.forEach(ProcessHandle::destroy);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> handles.stream().noneMatch(ProcessHandle::isAlive));
        } catch (ConditionTimeoutException e) {
            handles.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
