package dev.mailshell.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings when something changes in a folder of command files. As long as one of them lies there, it is polled at the interval of the
 * route: it may have to settle, or wait for its next attempt.
 */
final class FolderWatch implements Prompter {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");
    private static final Duration SAFETY_NET = Duration.ofSeconds(5);
    private static final String COMMAND_FILES = "*.{cmd,json}";

    private final Path folder;
    private Duration interval = SAFETY_NET;
    private WatchService watch;
    private volatile boolean watching;

    FolderWatch(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void start(ScheduledPollConsumer consumer, Bell bell) {
        interval = Duration.of(consumer.getDelay(), consumer.getTimeUnit().toChronoUnit());
        try {
            Files.createDirectories(folder);
            watch = folder.getFileSystem().newWatchService();
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException e) {
            // The kernel limits how many there are.
            LOG.warn("{} cannot be watched, it is looked into every {} ms: {}", folder, interval.toMillis(), e);
            return;
        }
        watching = true;
        WatchService begun = watch;
        consumer.getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newThread("Watching " + consumer.getRouteId(), () -> listen(begun, bell))
                .start();
    }

    private void listen(WatchService begun, Bell bell) {
        try {
            boolean valid = true;
            while (valid) {
                WatchKey key = begun.take();
                key.pollEvents();
                bell.ring();
                valid = key.reset();
            }
            LOG.warn("{} was removed; from now on it is looked into every {} ms", folder, interval.toMillis());
            watching = false;
        } catch (ClosedWatchServiceException stopped) {
            LOG.debug("{} is watched no more", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        watching = false;
        if (watch != null) {
            try {
                watch.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Duration pause(boolean prompted) {
        return watching && isEmpty() ? SAFETY_NET : interval;
    }

    private boolean isEmpty() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, COMMAND_FILES)) {
            return !files.iterator().hasNext();
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", folder, e);
            return false;
        }
    }
}
