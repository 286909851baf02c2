package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a server starts, and what it holds and does while nobody asks it anything. */
final class Start {

    private static final int STARTS = 9;
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** What a JVM takes by itself. */
    private static final Path JDK_ARCHIVE = Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");

    private final RealMail mail;
    private final Path directory;

    /** On the homes in {@code directory}. */
    Start(RealMail mail, Path directory) {
        this.mail = mail;
        this.directory = directory;
    }

    /** Lines to print. */
    List<String> measure() throws IOException, InterruptedException {
        // The first start makes the archive; none that counts does.
        String idle = idle();
        return List.of(
                starts("with the class archive", ""), starts("without", "-XX:SharedArchiveFile=" + JDK_ARCHIVE), idle);
    }

    private String starts(String how, String options) throws IOException, InterruptedException {
        List<Duration> wall = new ArrayList<>();
        List<Duration> cpu = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Party server = server(options)) {
                wall.add(server.startTime());
                cpu.add(server.cpuTime());
            }
        }
        return "server, start to ready, " + how + ": " + text(wall) + "; processor time " + text(cpu);
    }

    private static String text(List<Duration> durations) {
        Samples samples = new Samples(durations);
        return "median " + samples.millis(50) + " ms, fastest " + samples.millis(0) + " ms of " + STARTS;
    }

    private String idle() throws IOException, InterruptedException {
        try (Party server = server("")) {
            Thread.sleep(SETTLING.toMillis());
            Duration before = server.cpuTime();
            Thread.sleep(IDLE.toMillis());
            Duration used = server.cpuTime().minus(before);
            return String.format(
                    Locale.ROOT,
                    "server, idle: %d MiB resident, %.2f %% of a core over %d s",
                    server.residentKib() / 1024,
                    100.0 * used.toMillis() / IDLE.toMillis(),
                    IDLE.toSeconds());
        }
    }

    private Party server(String options) throws IOException, InterruptedException {
        Map<String, String> environment = Commands.environment(mail, "web1", "1s");
        environment.put("MAILSHELL_JAVA_OPTS", options);
        return new Party("server", directory.resolve("web1"), environment, directory.resolve("server.err"));
    }
}
