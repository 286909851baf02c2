package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jline.utils.ScreenTerminal;

/** {@code mailshell …} as a process of its own, on the compiled classes, killed at the end if it still runs. */
public final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    /** By C1 only. */
    private static final String COMPILED_QUICKLY = "-XX:TieredStopAtLevel=1";

    /** By C2 too, as {@code mailshell} starts. */
    private static final String COMPILED_WELL = "-XX:CompileThresholdScaling=4";

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it with {@code environment} and nothing of Mail Shell's from ours; what it prints goes to files in {@code directory}. */
    public static Child start(Path directory, Map<String, String> environment, String... args) throws IOException {
        return start(directory, environment, command(directory, COMPILED_QUICKLY, args));
    }

    /** As above, for so much work that it pays to compile for longer. */
    static Child startForMuchWork(Path directory, Map<String, String> environment, String... args) throws IOException {
        return start(directory, environment, command(directory, COMPILED_WELL, args));
    }

    /**
     * As above, at a terminal of {@code type} with 24 lines of 80 characters, which is what its standard output shows: what is typed as well,
     * and each line of it ends with a carriage return.
     */
    public static Child startAtTerminal(Path directory, Map<String, String> environment, String type, String... args)
            throws IOException {
        String quoted = command(directory, COMPILED_QUICKLY, args).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Map<String, String> withTerminal = new HashMap<>(environment);
        withTerminal.put("TERM", type);
        return start(
                directory,
                withTerminal,
                List.of("script", "-qefc", "stty rows " + ROWS + " cols " + COLUMNS + "; exec " + quoted, "/dev/null"));
    }

    /** Another program; {@code classPath} has it, and ours behind it: as {@link #classPath()}, or as a jar. */
    static Child startJava(Path directory, Map<String, String> environment, List<String> classPath, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                COMPILED_QUICKLY,
                "-Djava.io.tmpdir=" + directory,
                "-Duser.home=" + directory,
                "-cp",
                String.join(File.pathSeparator, classPath)));
        command.addAll(List.of(args));
        return start(directory, environment, command);
    }

    private static Child start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(directory, "child", ".out");
        Path err = Files.createTempFile(directory, "child", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILSHELL_"));
        builder.environment().putAll(environment);
        return new Child(builder.start(), out, err);
    }

    private static List<String> command(Path directory, String compiled, String... args) {
        // A shell starts what runs in the background, the tests perhaps, with SIGINT ignored, and that is inherited.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                compiled,
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                classPath(),
                "dev.mailshell.cli.MailshellCommand"));
        command.addAll(List.of(args));
        return command;
    }

    /** Without the tests, whose logging is set up in another way. */
    static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith("test-classes"))
                        .toList());
    }

    /** Returns once its first line says that it is ready. */
    public Child awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive())
                        .as("alive, having said: %s", err())
                        .isTrue())
                .untilAsserted(() -> assertThat(out()).startsWith("ready "));
        return this;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Writes to its standard input, which stays open. */
    public void type(String text) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Writes to its standard input and closes it. */
    public Child input(String text) throws IOException {
        type(text);
        process.getOutputStream().close();
        return this;
    }

    /** The exit code, once it has ended. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end: " + err());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM. */
    public Child terminate() {
        process.destroy();
        return this;
    }

    /** Sends SIGINT, as Ctrl-C does. */
    public Child interrupt() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid()))
                        .start()
                        .waitFor())
                .isZero();
        return this;
    }

    /** Sends SIGKILL and waits for its end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A line of what the kernel says of it while it runs, such as {@code VmRSS} (proc(5)), in KiB. */
    long kernelKib(String name) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What it has printed on standard output. */
    public byte[] outBytes() throws IOException {
        return Files.readAllBytes(out);
    }

    /** As above, as text. */
    public String out() throws IOException {
        return Files.readString(out);
    }

    /** What its terminal shows by now, without the blanks at the ends of lines and the empty lines at the end. */
    public String screen() throws IOException {
        ScreenTerminal terminal = new ScreenTerminal(COLUMNS, ROWS);
        terminal.write(out());
        long[] cells = new long[COLUMNS * ROWS];
        terminal.dump(cells, new int[2]);
        return IntStream.range(0, ROWS)
                .mapToObj(row -> Arrays.stream(cells, row * COLUMNS, (row + 1) * COLUMNS)
                        .mapToObj(cell -> Character.toString(ScreenTerminal.cellCodePoint(cell)))
                        .collect(Collectors.joining())
                        .stripTrailing())
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** What it has printed on standard error. */
    public String err() {
        try {
            return new String(Files.readAllBytes(err), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
