package dev.mailshell.camel;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls, on a thread of its own, when there is something to poll. For one consumer at a time, which it never polls twice at once. */
final class PromptedPolling extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.routes");

    /** After a poll that was prompted comes a rest as long as it took, so that under load each brings more; but no longer than this. */
    private static final Duration LONGEST_REST = Duration.ofMillis(100);

    private final Prompter prompter;
    /** Held while a poll runs: one that a stopped route has left behind may still be about to end. */
    private final ReentrantLock polling = new ReentrantLock();

    private CamelContext context;
    private ScheduledPollConsumer consumer;
    private Runnable task;
    private Bell bell;

    PromptedPolling(Prompter prompter) {
        this.prompter = prompter;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public synchronized void onInit(Consumer polled) {
        if (isSchedulerStarted() && polled != consumer) {
            throw new IllegalStateException("this scheduler polls another endpoint already: " + consumer.getEndpoint());
        }
        consumer = (ScheduledPollConsumer) polled;
    }

    @Override
    public synchronized void scheduleTask(Runnable poll) {
        task = poll;
    }

    @Override
    public synchronized void startScheduler() {
        if (isSchedulerStarted()) {
            return;
        }
        Bell begun = new Bell();
        Runnable poll = task;
        bell = begun;
        prompter.start(consumer, begun);
        context.getExecutorServiceManager()
                .newThread("Polling " + consumer.getRouteId(), () -> poll(begun, poll))
                .start();
    }

    @Override
    public synchronized boolean isSchedulerStarted() {
        return bell != null;
    }

    @Override
    public synchronized void unscheduleTask() {
        if (isSchedulerStarted()) {
            bell.end();
            bell = null;
            prompter.stop();
        }
    }

    @Override
    protected void doStop() {
        unscheduleTask();
    }

    private void poll(Bell heard, Runnable poll) {
        try {
            boolean prompted = false;
            while (!heard.isOver()) {
                Duration took = pollOnce(poll);
                if (prompted) {
                    heard.rest(took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST);
                }
                prompted = heard.await(prompter.pause(prompted));
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
            Thread.currentThread().interrupt();
        }
    }

    /** How long it took. */
    private Duration pollOnce(Runnable poll) {
        long begin = System.nanoTime();
        polling.lock();
        try {
            poll.run();
            return Duration.ofNanos(System.nanoTime() - begin);
        } finally {
            polling.unlock();
        }
    }
}
