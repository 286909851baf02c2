package dev.mailshell.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wherever a party is killed: after the next start a command has run at most once, has exactly one final answer, and nothing is left
 * lying. Each build tries the half of a spread over all points, and with {@code MAILSHELL_TEST_EVERYTHING}, as {@code .ci/run} sets it, the whole spread;
 * {@code -Dmailshell.crash=all} tries all points, any other value those whose name contains it.
 */
class CrashMatrixTest {

    private static final int AT_ONCE = 3;
    private static final int LEAST_OF_THE_SPREAD = 30;
    private static final boolean EVERYTHING = System.getenv("MAILSHELL_TEST_EVERYTHING") != null;
    private static final String WHICH = System.getProperty("mailshell.crash", "");

    @TempDir
    Path directory;

    private final ExecutorService trials = Executors.newFixedThreadPool(AT_ONCE);

    @AfterEach
    void stop() {
        trials.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> runsOnceAndAnswersOnceAndLeavesNothingLyingAfterAKill() throws Exception {
        List<CrashPoint> all = CrashPoints.all(directory, trials);
        List<CrashPoint> chosen = chosen(all);
        requireEnough(all, chosen);
        List<Future<?>> results = chosen.stream()
                .<Future<?>>map(point -> trials.submit(() -> tryOut(point)))
                .toList();
        return chosen.stream()
                .map(point -> DynamicTest.dynamicTest(
                        point.toString(), () -> require(point, results.get(chosen.indexOf(point)))));
    }

    private static void requireEnough(List<CrashPoint> all, List<CrashPoint> chosen) {
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(chosen).as("points whose name contains '%s'", WHICH).isNotEmpty();
        if (WHICH.isEmpty()) {
            assertThat(chosen).hasSizeGreaterThanOrEqualTo(EVERYTHING ? LEAST_OF_THE_SPREAD : LEAST_OF_THE_SPREAD / 2);
            for (Victim victim : Victim.values()) {
                assertThat(chosen).anyMatch(point -> point.isBeforeAStep() && point.victim() == victim);
                assertThat(chosen).anyMatch(point -> point.isAfterAStep() && point.victim() == victim);
            }
        }
    }

    private static List<CrashPoint> chosen(List<CrashPoint> all) {
        return switch (WHICH) {
            case "" -> EVERYTHING ? spread(all) : half(spread(all));
            case "all" -> all;
            default ->
                all.stream().filter(point -> point.toString().contains(WHICH)).toList();
        };
    }

    private static List<CrashPoint> spread(List<CrashPoint> all) {
        return all.stream().filter(CrashPoints.spread(all)::contains).toList();
    }

    /** Of the steps all, of the others each second. */
    private static List<CrashPoint> half(List<CrashPoint> spread) {
        return spread.stream()
                .filter(point -> point.deed().isEmpty() || spread.indexOf(point) % 2 == 0)
                .toList();
    }

    private Void tryOut(CrashPoint point) throws Exception {
        Path homes = directory.resolve("point-" + point.number());
        try (Trial trial = new Trial(point.victim(), point.story(), homes)) {
            trial.survives(point);
            return null;
        }
    }

    private static void require(CrashPoint point, Future<?> result) throws InterruptedException {
        try {
            result.get();
        } catch (ExecutionException e) {
            throw new AssertionError(point.toString(), e.getCause());
        }
    }
}
