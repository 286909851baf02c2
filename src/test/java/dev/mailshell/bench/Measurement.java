package dev.mailshell.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * What one way of asking achieves.
 *
 * @param latency from sending one question to its answer being readable, with nothing else under way
 * @param perSecond answers a second while {@link #IN_FLIGHT} questions are under way
 */
record Measurement(Samples latency, double perSecond) {

    static final int IN_FLIGHT = 8;
    private static final int WARM_UP = 5;
    private static final long PATIENCE_SECONDS = 120;

    static Measurement of(Question question, Duration poll, int samples, int load) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            question.ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return new Measurement(latency(question, poll, samples), throughput(question, load));
    }

    String row(String poll, String what) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f |",
                poll,
                what,
                latency.millis(50),
                latency.millis(95),
                perSecond);
    }

    private static Samples latency(Question question, Duration poll, int samples) throws Exception {
        // Without a pause of random length each question would meet the two polls in the same phase. The same seed for
        // all.
        Random phase = new Random(1);
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            pause((long) (phase.nextDouble() * poll.toNanos()));
            long start = System.nanoTime();
            question.ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return new Samples(durations);
    }

    private static double throughput(Question question, int load) throws Exception {
        Semaphore free = new Semaphore(IN_FLIGHT);
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

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
