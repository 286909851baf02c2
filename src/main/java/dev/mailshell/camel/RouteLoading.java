package dev.mailshell.camel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Routes that are read and checked on a thread of their own, while the rest of a party opens its files: each takes about as long as
 * the other. What is wrong with them is told only by {@link #finish}.
 */
final class RouteLoading implements RouteSource {

    private final FutureTask<RouteRuntime> task;

    private RouteLoading(FutureTask<RouteRuntime> task) {
        this.task = task;
    }

    /** Begins, with the arguments of {@link RouteRuntime#load}. */
    static RouteLoading begin(List<String> layers, Path own, Map<String, String> placeholders, ObservedSteps steps) {
        FutureTask<RouteRuntime> task = new FutureTask<>(() -> RouteRuntime.load(layers, own, placeholders, steps));
        Thread thread = new Thread(task, "route loading");
        thread.setDaemon(true);
        thread.start();
        return new RouteLoading(task);
    }

    /** Waits until they are loaded; throws what {@link RouteRuntime#load} does. */
    @Override
    public RouteRuntime finish() throws IOException, RouteProblem {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while routes were loaded");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(Throwable cause) throws IOException, RouteProblem {
        if (cause instanceof RouteProblem problem) {
            throw problem;
        }
        if (cause instanceof IOException unread) {
            throw unread;
        }
        throw new IllegalStateException("the routes cannot be loaded", cause);
    }
}
