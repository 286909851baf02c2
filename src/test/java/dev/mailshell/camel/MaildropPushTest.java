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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How long it is until the next look into a maildrop where nothing tells of mail. */
class MaildropPushTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final MailboxWatch watch =
            new MailboxWatch(LoggerFactory.getLogger("test"), Clock.systemUTC(), new Random(1));
    private final MaildropPush push =
            new MaildropPush(new Pace(Push.IDLE, false, () -> 0), watch, Duration.ofMinutes(1), new Random(1));
    private final Bell bell = new Bell();

    @BeforeEach
    void start() throws Exception {
        MailEndpoint endpoint = new DefaultCamelContext()
                .getEndpoint("pop3s:localhost?delay=30000&maxMessagesPerPoll=100", MailEndpoint.class);
        push.start((ScheduledPollConsumer) endpoint.createConsumer(exchange -> {}), bell);
    }

    @AfterEach
    void stop() {
        push.stop();
    }

    @Test
    void isTheIntervalOfTheRoute() {
        watch.commit(null, null, 1);

        assertThat(push.pause(false)).isEqualTo(INTERVAL);
    }

    @Test
    void isShortWhileMailIsExpected() throws Exception {
        watch.commit(null, null, 0);

        push.soon();

        assertThat(bell.await(Duration.ZERO)).isTrue();
        assertThat(push.pause(true)).isEqualTo(Duration.ofMillis(25));
        push.over();
        assertThat(push.pause(true)).isEqualTo(INTERVAL);
    }

    @Test
    void isShortIfThereWasMoreMailThanALookTakes() {
        watch.commit(null, null, 100);

        assertThat(push.pause(false)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void isShorterAfterAFailure() {
        watch.rollback(null, null, 0, new MessagingException("away"));

        assertThat(push.pause(false)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void isShortWhileSomebodyElseHasTheMaildrop() {
        watch.rollback(null, null, 0, new MaildropInUse(new MessagingException("wait")));

        assertThat(push.pause(false)).isEqualTo(Duration.ofMillis(100));
    }
}
