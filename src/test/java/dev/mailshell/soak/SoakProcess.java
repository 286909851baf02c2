package dev.mailshell.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server or a client by the launcher, which is killed and started again and again. */
final class SoakProcess implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("mailshell").toAbsolutePath();
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 30;

    private final ProcessBuilder builder;
    private final Path log;
    private Process process;
    private int logged;

    SoakProcess(String verb, Path home, Map<String, String> environment) throws IOException {
        log = home.resolveSibling(home.getFileName() + ".log");
        builder = new ProcessBuilder(List.of(LAUNCHER.toString(), verb, "--home", home.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILSHELL_"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Returns once it is ready, or when that takes too long. */
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < end
                && !Files.readString(log).substring(logged).contains("ready ")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** By SIGKILL; the next one begins at once. */
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        logged = Files.readString(log).length();
        process = builder.start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
