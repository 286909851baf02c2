package dev.mailshell.management;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered under which path; those are the paths that Camel's own observability services have. Safe for use by several threads. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.management");

    static final String LIVE = "/observe/health/live";
    static final String READY = "/observe/health/ready";
    static final String METRICS = "/observe/metrics";

    /** So old may an answer be: whoever asks in a loop costs no more than one who asks each second. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<String, Supplier<Answer>> pages;
    private final boolean forThisMachine;
    private final LongSupplier nanoTime;
    private final Map<String, Kept> kept = new HashMap<>();

    private record Kept(Answer answer, long since) {}

    /** @param forThisMachine whether a request that names another host is refused */
    Pages(Observed observed, boolean forThisMachine, LongSupplier nanoTime) {
        this.pages = Map.of(
                LIVE, () -> live(observed),
                READY, () -> ready(observed.checks()),
                METRICS, () -> metrics(observed));
        this.forThisMachine = forThisMachine;
        this.nanoTime = nanoTime;
    }

    synchronized Answer answer(Request request) {
        if (forThisMachine && !request.isToThisMachine()) {
            return Answer.text(421, "another host");
        }
        Supplier<Answer> page = pages.get(request.path());
        if (page == null) {
            return Answer.text(404, "no such page; there are " + LIVE + ", " + READY + " and " + METRICS);
        }
        long now = nanoTime.getAsLong();
        Kept known = kept.get(request.path());
        if (known == null || now - known.since() >= FRESH.toNanos()) {
            known = new Kept(made(page), now);
            kept.put(request.path(), known);
        }
        return known.answer();
    }

    private static Answer made(Supplier<Answer> page) {
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.warn("a page cannot be made", e);
            return Answer.text(500, "a fault of ours, which the log tells");
        }
    }

    private static Answer live(Observed observed) {
        return observed.isAlive() ? Answer.text(200, "alive") : Answer.text(503, "not running");
    }

    private static Answer ready(List<Check> checks) {
        boolean passed = checks.stream().allMatch(Check::passed);
        return Answer.text(
                passed ? 200 : 503,
                (passed ? "ready\n" : "not ready\n")
                        + checks.stream().map(Check::toString).collect(Collectors.joining("\n")));
    }

    private static Answer metrics(Observed observed) {
        MetricsText text = new MetricsText();
        List<Check> checks = observed.checks();
        text.gauge(
                "mailshell_ready",
                "Whether all checks passed, and it can do its work.",
                checks.stream().allMatch(Check::passed));
        text.gauge(
                "mailshell_check_passed",
                "Whether a check passed.",
                checks.stream()
                        .map(check -> Sample.of(check.passed() ? 1 : 0, "check", check.name()))
                        .toList());
        observed.measure(text);
        return new Answer(200, MetricsText.CONTENT_TYPE, text.toString());
    }
}
