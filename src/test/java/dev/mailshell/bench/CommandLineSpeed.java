package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How soon the command line answers, beside two programs that a person starts as often. Each sample is a process. */
final class CommandLineSpeed implements AutoCloseable {

    /** Until the client is warm, which is one that has run for long. */
    private static final int WARM_UP = 10;

    private static final Duration REST = Duration.ofMillis(100);

    private final Path home;
    private final Party client;
    private final Map<String, String> environment;
    private final int samples;
    private final Clock clock;
    private final List<Duration> ssh = new ArrayList<>();
    private final List<Duration> python = new ArrayList<>();
    private final List<Duration> help = new ArrayList<>();
    private final List<Duration> handedOver = new ArrayList<>();
    private final List<Duration> submitted = new ArrayList<>();

    /** Starts the client of alice, of the homes in {@code directory}. No server runs, so that no answer comes while something is timed. */
    CommandLineSpeed(RealMail mail, Path directory, int samples, Clock clock) throws IOException, InterruptedException {
        this.home = directory.resolve("alice");
        this.environment = mail.environment("alice");
        this.samples = samples;
        this.clock = clock;
        this.client = new Party("client", home, environment, directory.resolve("client.err"));
    }

    /** Lines to print. */
    List<String> measure() throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            measureEach();
        }
        List.of(ssh, python, help, handedOver, submitted).forEach(List::clear);
        for (int i = 0; i < samples; i++) {
            measureEach();
        }
        return List.of(
                line("ssh -V", ssh),
                line("python3 -c pass", python),
                line("mailshell --help", help),
                line("mailshell send, until the running client has the command", handedOver),
                line("mailshell send, until it exits, the SMTP server has the mail", submitted));
    }

    /** In turns, so that what else the machine does is the same for all. */
    private void measureEach() throws IOException, InterruptedException {
        ssh.add(run(new ProcessBuilder("ssh", "-V")).took());
        python.add(run(new ProcessBuilder("python3", "-c", "pass")).took());
        help.add(run(Party.mailshell("--help")).took());
        Run send = run(Party.mailshell("send", "--home", home.toString(), "--to", "web1", "--", "uptime"));
        submitted.add(send.took());
        // It is written for the client and then only moved.
        Path command = home.resolve("sent").resolve(send.output().strip() + "-send.json");
        handedOver.add(Duration.between(
                send.begin(), Files.getLastModifiedTime(command).toInstant()));
    }

    private record Run(Instant begin, Duration took, String output) {}

    private Run run(ProcessBuilder program) throws IOException, InterruptedException {
        Measurement.pause(REST);
        program.environment().putAll(environment);
        program.redirectErrorStream(true);
        Instant begin = clock.instant();
        long start = System.nanoTime();
        Process process = program.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (code != 0) {
            throw new IllegalStateException(program.command() + " exited with " + code + ": " + output);
        }
        return new Run(begin, took, output);
    }

    private String line(String what, List<Duration> durations) {
        Samples sorted = new Samples(durations);
        return what + ": median " + sorted.millis(50) + " ms, p95 " + sorted.millis(95) + " ms, fastest "
                + sorted.millis(0) + " ms of " + samples;
    }

    @Override
    public void close() {
        client.close();
    }
}
