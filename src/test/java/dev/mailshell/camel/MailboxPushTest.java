package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Push;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How long it is until the next poll where nothing tells of mail. */
class MailboxPushTest {

    private static final Duration INTERVAL = Duration.ofSeconds(7);
    private static final Duration SOON = Duration.ofMillis(100);

    private final MailboxWatch watch =
            new MailboxWatch(LoggerFactory.getLogger("test"), Clock.systemUTC(), new Random(1));
    private final MailboxPush push = new MailboxPush(
            false,
            new Pace(Push.OFF, false, System::nanoTime),
            watch,
            Duration.ofMinutes(1),
            MailboxPush.SAFETY_NET,
            new Random(1));

    @BeforeEach
    void start() throws Exception {
        MailEndpoint endpoint = new DefaultCamelContext()
                .getEndpoint("imaps:localhost?delay=7000&maxMessagesPerPoll=100", MailEndpoint.class);
        push.start((ScheduledPollConsumer) endpoint.createConsumer(exchange -> {}), new Bell());
    }

    @Test
    void isTheIntervalOfTheRoute() {
        watch.commit(null, null, 0);

        assertThat(push.pause(false)).isEqualTo(INTERVAL);
    }

    @Test
    void isTheIntervalAlsoIfThePollFailed() {
        watch.rollback(null, null, 0, new MessagingException("away"));

        assertThat(push.pause(true)).isEqualTo(INTERVAL);
    }

    @Test
    void isShortIfThereWasMoreMailThanAPollTakes() {
        watch.commit(null, null, 100);

        assertThat(push.pause(false)).isEqualTo(SOON);
    }

    @Test
    void isShortOnceIfAPollThatWasPromptedFoundNothing() {
        watch.commit(null, null, 0);

        assertThat(push.pause(true)).isEqualTo(SOON);
        assertThat(push.pause(false)).isEqualTo(INTERVAL);
    }
}
