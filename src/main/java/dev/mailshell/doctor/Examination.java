package dev.mailshell.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes checks: groups at the same time, and each check within its time. What hangs is left behind, in threads that hold nothing up. */
final class Examination implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "doctor");
        thread.setDaemon(true);
        return thread;
    });
    private final Trouble trouble;
    private final Duration longest;
    private final long begun = System.nanoTime();

    /** @param longest how long all of it may take */
    Examination(Trouble trouble, Duration longest) {
        this.trouble = trouble;
        this.longest = longest;
    }

    /** What the checks of each find, as soon as it is known; they come in the order of {@code groups}. */
    List<CompletableFuture<List<Finding>>> ofAll(List<Group> groups) {
        Map<String, CompletableFuture<List<Finding>>> byName = new HashMap<>();
        List<CompletableFuture<List<Finding>>> all = new ArrayList<>();
        for (Group group : groups) {
            Map<String, CompletableFuture<List<Finding>>> needed = new HashMap<>(byName);
            needed.keySet().retainAll(group.needs());
            CompletableFuture<List<Finding>> findings = CompletableFuture.allOf(
                            needed.values().toArray(CompletableFuture[]::new))
                    .thenApplyAsync(done -> of(group, failedOf(needed)), threads);
            byName.put(group.name(), findings);
            all.add(findings);
        }
        return all;
    }

    /** A group of which something failed, or nothing was looked at. */
    private static Optional<String> failedOf(Map<String, CompletableFuture<List<Finding>>> needed) {
        return needed.entrySet().stream()
                .filter(group -> group.getValue().join().stream().anyMatch(Finding::failed))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private List<Finding> of(Group group, Optional<String> failed) {
        if (group.omission().isPresent()) {
            return group.skipped(group.omission().get());
        }
        if (failed.isPresent()) {
            return group.skipped(failed.get() + " failed");
        }
        List<Finding> findings = new ArrayList<>();
        for (Check check : group.checks()) {
            Optional<Finding> before = findings.stream().filter(Finding::failed).findFirst();
            if (group.chained() && before.isPresent()) {
                findings.add(Finding.skipped(check.name(), before.get().check() + " failed"));
            } else {
                findings.addAll(bounded(check));
            }
        }
        return findings;
    }

    private List<Finding> bounded(Check check) {
        Duration left = longest.minusNanos(System.nanoTime() - begun);
        if (left.isNegative()) {
            return List.of(Finding.skipped(check.name(), "all of it took longer than " + longest.toSeconds() + " s"));
        }
        Duration bound = left.compareTo(check.bound()) < 0 ? left : check.bound();
        Future<List<Finding>> findings = threads.submit(check::look);
        try {
            return findings.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            findings.cancel(true);
            return List.of(Finding.fail(
                    check.name(),
                    "it did not come to an end within " + bound.toSeconds() + " s",
                    "try again; is the line slow?"));
        } catch (ExecutionException e) {
            return List.of(trouble.in(check, e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.skipped(check.name(), "it was interrupted"));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
