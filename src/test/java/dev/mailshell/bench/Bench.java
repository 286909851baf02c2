package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures and prints two tables. {@code Bench floor} measures only the echo, {@code Bench start} only starts and idling. */
public final class Bench {

    private static final int STARTS = 5;

    private final RealMail mail;
    private final int samples = number("BENCH_SAMPLES", 100);
    private final int load = number("BENCH_LOAD", 160);
    private final List<String> rows = new ArrayList<>();

    private Bench(RealMail mail) {
        this.mail = mail;
    }

    /** Runs all of it. */
    public static void main(String[] args) throws Exception {
        Optional<String> missing = RealMail.missing();
        if (missing.isPresent()) {
            System.err.println("error: " + missing.get());
            System.exit(1);
        }
        boolean floorOnly = List.of(args).contains("floor");
        try (RealMail mail = RealMail.start("web1", "alice")) {
            if (List.of(args).contains("start")) {
                Path directory = Files.createTempDirectory("mailshell-bench");
                Party.init(directory);
                new Start(mail, directory).measure().forEach(System.out::println);
                delete(directory);
                return;
            }
            new Bench(mail).run(floorOnly);
        }
    }

    private void run(boolean floorOnly) throws Exception {
        List<String> polls = List.of(Optional.ofNullable(System.getenv("BENCH_POLLS"))
                .orElse("1s 50ms")
                .split(" "));
        for (String poll : polls) {
            measureFloor(poll);
        }
        List<String> server = new ArrayList<>();
        if (!floorOnly) {
            Path directory = Files.createTempDirectory("mailshell-bench");
            Party.init(directory);
            server.add(startTimes(directory));
            for (String poll : polls) {
                server.add(measureCommands(directory, poll));
            }
            delete(directory);
        }
        System.out.println(
                "| poll | what | median ms | p95 ms | per second, " + Measurement.IN_FLIGHT + " in flight |");
        System.out.println("|---|---|---|---|---|");
        rows.stream().sorted().forEach(System.out::println);
        server.forEach(System.out::println);
    }

    private void measureFloor(String poll) throws Exception {
        System.err.println("echo, poll " + poll);
        Duration interval = interval(poll);
        try (Echo echo = new Echo(mail, interval)) {
            rows.add(Measurement.of(echo::send, interval, samples, load).row(poll, "echo without cryptography"));
        }
    }

    private String measureCommands(Path directory, String poll) throws Exception {
        System.err.println("Mail Shell, poll " + poll);
        try (Commands commands = new Commands(mail, directory, poll)) {
            long idle = commands.server().residentKib();
            try {
                rows.add(Measurement.of(commands::send, interval(poll), samples, load)
                        .row(poll, "Mail Shell, `send` beside a client"));
                rows.add(Measurement.of(commands::drop, interval(poll), samples, load)
                        .row(poll, "Mail Shell, dropped file"));
            } catch (Exception e) {
                System.err.println("the homes and what both wrote to standard error are kept in " + directory);
                throw e;
            }
            return String.format(
                    Locale.ROOT,
                    "server, poll %s: %d MiB resident when ready, %d MiB after the load",
                    poll,
                    idle / 1024,
                    commands.server().residentKib() / 1024);
        }
    }

    private String startTimes(Path directory) throws IOException, InterruptedException {
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Party server = new Party(
                    "server",
                    directory.resolve("web1"),
                    Commands.environment(mail, "web1", "1s"),
                    directory.resolve("server.err"))) {
                durations.add(server.startTime());
            }
        }
        Samples starts = new Samples(durations);
        return "server, start to ready: median " + starts.millis(50) + " ms, slowest " + starts.millis(100) + " ms of "
                + STARTS;
    }

    private static Duration interval(String poll) {
        return poll.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(poll.substring(0, poll.length() - 2)))
                : Duration.ofSeconds(Long.parseLong(poll.substring(0, poll.length() - 1)));
    }

    private static int number(String variable, int otherwise) {
        return Optional.ofNullable(System.getenv(variable))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
