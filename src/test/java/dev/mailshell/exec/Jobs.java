package dev.mailshell.exec;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the tests of this package run, and what they see of it. */
final class Jobs {
    static final long KEEP_ALL = 1 << 20;
    static final Duration LONG = Duration.ofMinutes(5);

    private static final AtomicInteger LAST_NAP = new AtomicInteger(new SecureRandom().nextInt(1 << 29));

    private Jobs() {}

    static BoundedRunner runner() {
        return new BoundedRunner(Clock.systemUTC(), new SecureRandom(), Duration.ofMillis(200), List.of());
    }

    static Job shell(String script) {
        return program("/bin/sh", "-c", script);
    }

    static Job program(String... argv) {
        return new Job(List.of(argv), Optional.empty(), LONG, KEEP_ALL, Confinement.NONE);
    }

    static Job keeping(long maxOutput, Job job) {
        return new Job(job.argv(), job.stdin(), job.files(), job.timeout(), maxOutput, job.confinement());
    }

    static Job lasting(Duration timeout, Job job) {
        return new Job(job.argv(), job.stdin(), job.files(), timeout, job.maxOutput(), job.confinement());
    }

    static Job reading(String stdin, Job job) {
        return new Job(job.argv(), Optional.of(stdin), job.timeout(), job.maxOutput(), job.confinement());
    }

    static Job with(JobFiles files, Job job) {
        return new Job(job.argv(), job.stdin(), files, job.timeout(), job.maxOutput(), job.confinement());
    }

    static Job within(Confinement confinement, Job job) {
        return new Job(job.argv(), job.stdin(), job.files(), job.timeout(), job.maxOutput(), confinement);
    }

    static Job as(String user, Job job) {
        return within(job.confinement().as(user), job);
    }

    static Job limited(Resources resources, Job job) {
        return within(
                new Confinement(
                        job.confinement().runAs(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        resources,
                        job.confinement().sandbox()),
                job);
    }

    static Job sandboxed(Sandbox sandbox, Job job) {
        Confinement before = job.confinement();
        return within(
                new Confinement(
                        before.runAs(),
                        before.directory(),
                        before.environment(),
                        before.sha256(),
                        before.resources(),
                        Optional.of(sandbox)),
                job);
    }

    /** A sleep of over 1000 s whose argument no other process has, so that it can be found, or proved gone. */
    static String nap() {
        return "1000." + LAST_NAP.incrementAndGet();
    }

    /** Which processes execute {@code sleep nap}. */
    static List<Path> sleepers(String nap) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (commandLine(process).equals("sleep\0" + nap + "\0")) {
                    found.add(process);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /** What is there of jobs: not the spare pipes, which belong to none. */
    static List<Path> left(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> !folder.getFileName().toString().startsWith(".pipes-"))
                    .toList();
        }
    }

    static byte[] bytes(Optional<CapturedStream> stream) throws IOException {
        return Files.readAllBytes(stream.orElseThrow().file());
    }

    static String text(Optional<CapturedStream> stream) throws IOException {
        return new String(bytes(stream), StandardCharsets.UTF_8);
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
