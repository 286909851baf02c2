package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Push;
import dev.mailshell.e2e.Gate;
import dev.mailshell.e2e.Patience;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How long it is until the next poll where the mailbox tells of mail, and what becomes of its connection. */
class ListeningMailboxPushTest {

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration SAFETY_NET = Duration.ofMillis(200);

    private final PushMailbox mailbox = new PushMailbox();
    private final MailboxWatch watch =
            new MailboxWatch(LoggerFactory.getLogger("test"), Clock.systemUTC(), new Random(1));
    private final MailboxPush push = new MailboxPush(
            true,
            new Pace(Push.IDLE, false, System::nanoTime),
            watch,
            Duration.ofSeconds(1),
            SAFETY_NET,
            new Random(1));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Gate gate;
    private ScheduledPollConsumer consumer;

    @BeforeEach
    void openGate() throws Exception {
        gate = Gate.to(mailbox.imapPort());
        MailEndpoint endpoint = context.getEndpoint(
                "imaps:localhost:" + gate.port() + "?delay=" + INTERVAL.toMillis(), MailEndpoint.class);
        mailbox.logIn(endpoint.getConfiguration(), mailbox.authority());
        consumer = (ScheduledPollConsumer) endpoint.createConsumer(exchange -> {});
        watch.commit(null, null, 0);
    }

    @AfterEach
    void stop() throws IOException {
        push.stop();
        gate.close();
        context.stop();
    }

    @Test
    void isTheIntervalOfTheRouteUntilTheMailboxTells() {
        push.start(consumer, new Bell());
        assertThat(push.pause(false)).isEqualTo(INTERVAL);

        gate.open();
        Patience.await().until(() -> push.pause(false).equals(SAFETY_NET));
    }

    @Test
    void isTheIntervalOfTheRouteAlsoThoughTheMailboxTellsWhileMailIsLeft() {
        startListening();

        watch.commit(null, null, 1);

        assertThat(push.pause(true)).isEqualTo(INTERVAL);
    }

    @Test
    void doubtsAConnectionThatDidNotTellOfAMail() {
        startListening();
        gate.swallow();

        watch.commit(null, null, 1);
        push.pause(false);

        Patience.await().until(() -> gate.connections() == 2);
    }

    @Test
    void triesTheConnectionAsSoonAsMailIsExpected() {
        startListening();
        gate.swallow();

        push.soon();

        Patience.await().until(() -> gate.connections() == 2);
    }

    @Test
    void isTheIntervalOfTheRouteOnceItIsStopped() {
        startListening();

        push.stop();

        assertThat(push.pause(false)).isEqualTo(INTERVAL);
    }

    @Test
    void letsAPollComeThoughNothingRings() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        PromptedPolling polling = new PromptedPolling(push);
        polling.setCamelContext(context);
        polling.onInit(consumer);
        polling.scheduleTask(polls::incrementAndGet);
        gate.open();
        polling.startScheduler();
        try {
            Patience.await().until(() -> push.pause(false).equals(SAFETY_NET));
            gate.swallow();
            int before = polls.get();
            Patience.await().until(() -> polls.get() > before + 2);
            assertThat(gate.connections()).isEqualTo(1);
        } finally {
            polling.unscheduleTask();
        }
    }

    private void startListening() {
        gate.open();
        push.start(consumer, new Bell());
        Patience.await().until(() -> push.pause(false).equals(SAFETY_NET));
        assertThat(gate.connections()).isEqualTo(1);
    }
}
