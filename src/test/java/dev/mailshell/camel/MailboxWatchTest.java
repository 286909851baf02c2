package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.camel.component.mail.MailEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxWatchTest {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Logger logger = new LoggerContext().getLogger("mailbox");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final MailboxWatch watch = new MailboxWatch(logger, () -> now, new Random(1));

    @BeforeEach
    void keepTheLog() {
        log.start();
        logger.addAppender(log);
    }

    @Test
    void saysOnceThatALoginIsRefusedInWhateverWords() {
        fail(new AuthenticationFailedException("[ALERT] refused, token a1"));
        fail(new AuthenticationFailedException("[ALERT] refused, token b2"));

        assertThat(lines())
                .containsExactly("the mailbox refuses the login (see its user and password), will be tried again:"
                        + " [ALERT] refused, token a1");
    }

    @Test
    void saysWhenTheTroubleIsAnotherAndWhenItIsOver() {
        fail(new MessagingException("connection refused"));
        fail(new AuthenticationFailedException("refused"));
        fail(new IllegalStateException("refused"));
        watch.commit(null, null, 0);
        watch.commit(null, null, 0);
        fail(new IllegalStateException("refused"));

        assertThat(lines())
                .containsExactly(
                        "the mailbox does not answer, will be tried again: connection refused",
                        "the mailbox refuses the login (see its user and password), will be tried again: refused",
                        "the mailbox does not answer, will be tried again: refused",
                        "the mailbox answers again",
                        "the mailbox does not answer, will be tried again: refused");
    }

    @Test
    void knowsWhetherALookHasComeToTheEndOfTheMailbox() {
        MailEndpoint endpoint = new MailEndpoint();
        endpoint.setMaxMessagesPerPoll(100);

        watch.commit(null, endpoint, 100);
        assertThat(watch.hasLookedThrough()).isFalse();
        watch.commit(null, endpoint, 99);
        assertThat(watch.hasLookedThrough()).isTrue();
        watch.commit(null, endpoint, 100);
        assertThat(watch.hasLookedThrough()).isTrue();
    }

    @Test
    void looksAgainThoughALoginWasRefusedWhileTheClockWasAhead() {
        Instant right = now;
        now = right.plus(Duration.ofDays(30));
        fail(new AuthenticationFailedException("refused"));
        assertThat(watch.begin(null, null)).isFalse();

        now = right;

        assertThat(watch.begin(null, null)).isTrue();
    }

    @Test
    void triesARefusedLoginLessAndLess() {
        assertThat(loginsWithin(Duration.ofMinutes(1))).isBetween(5, 8);
        assertThat(loginsWithin(Duration.ofHours(1))).isBetween(5, 10);
        assertThat(loginsWithin(Duration.ofDays(1))).isBetween(96, 130);
    }

    @Test
    void beginsAnewOnceTheMailboxAnswers() {
        loginsWithin(Duration.ofHours(1));
        watch.commit(null, null, 0);

        assertThat(watch.begin(null, null)).isTrue();
        fail(new AuthenticationFailedException("refused"));
        now = now.plus(POLL);
        assertThat(watch.begin(null, null)).isTrue();
    }

    @Test
    void looksAtEachPollForAMailServerThatIsAway() {
        fail(new MessagingException("connection refused"));

        assertThat(watch.begin(null, null)).isTrue();
    }

    @Test
    void tellsARefusedLoginFromAServerThatIsAwayInWordsOfItsOwn() {
        assertThat(watch.state()).isEqualTo("it was not looked into yet");
        fail(new AuthenticationFailedException("alice@mail.test is locked"));
        assertThat(watch.state()).startsWith("the mailbox refuses the login").doesNotContain("alice");
        fail(new MessagingException("connection refused"));
        assertThat(watch.state()).isEqualTo("the mailbox does not answer");
        watch.commit(null, null, 0);
        assertThat(watch.state()).isEqualTo("it answers");
    }

    private int loginsWithin(Duration time) {
        int logins = 0;
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(POLL)) {
            if (watch.begin(null, null)) {
                fail(new AuthenticationFailedException("refused"));
                logins++;
            }
        }
        return logins;
    }

    private void fail(Exception failure) {
        assertThat(watch.rollback(null, null, 0, failure)).isFalse();
    }

    private List<String> lines() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
