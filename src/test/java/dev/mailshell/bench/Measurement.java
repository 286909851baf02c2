package dev.mailshell.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** How long answers take, and how many come in a second. */
final class Measurement {

    private static final long PATIENCE_SECONDS = 120;

    private Measurement() {}

    /**
     * From sending one question to its answer being readable, with nothing else under way.
     *
     * @param rest before each question; a random part of 50 ms is added, the same for all, so that the phase of what is asked at an
     *     interval does not decide
     */
    static Samples latency(Question question, int warmUp, Duration rest, int samples) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            question.ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        Random phase = new Random(1);
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            pause(rest.plusNanos(phase.nextLong(50_000_000)));
            long start = System.nanoTime();
            question.ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return new Samples(durations);
    }

    /** Answers a second, of {@code load} questions of which {@code inFlight} are always under way. */
    static double perSecond(Question question, int load, int inFlight) throws Exception {
        Semaphore free = new Semaphore(inFlight);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < load; i++) {
            if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException("no answer in " + PATIENCE_SECONDS + " s after " + i + " questions");
            }
            answers.add(question.ask().whenComplete((answer, failure) -> free.release()));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return load / ((System.nanoTime() - start) / 1e9);
    }

    static void pause(Duration atLeast) {
        long end = System.nanoTime() + atLeast.toNanos();
        for (long left = atLeast.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
