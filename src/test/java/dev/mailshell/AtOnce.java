package dev.mailshell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same call by several threads that start together. */
public final class AtOnce {

    private AtOnce() {}

    /** What each of them got. */
    public static <T> List<T> call(int threads, Callable<T> call) throws Exception {
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Callable<T> together = () -> {
                start.countDown();
                start.await();
                return call.call();
            };
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, together))) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }
}
