package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JunkWatchTest {

    private final Logger logger = new LoggerContext().getLogger("mailbox");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final MailboxWatch mailbox = new MailboxWatch(logger, () -> now, new Random(1));
    private final JunkWatch watch = new JunkWatch(mailbox, "Junk", () -> now, logger);

    @BeforeEach
    void keepTheLog() {
        log.start();
        logger.addAppender(log);
    }

    @Test
    void looksOnlyWhileTheMailboxAnswers() {
        assertThat(watch.begin(null, null)).isFalse();

        mailbox.commit(null, null, 0);
        assertThat(watch.begin(null, null)).isTrue();

        mailbox.rollback(null, null, 0, new MessagingException("refused"));
        assertThat(watch.begin(null, null)).isFalse();
    }

    @Test
    void looksForAFolderThatIsNotThereOnceAnHour() {
        mailbox.commit(null, null, 0);

        watch.rollback(null, null, 0, new FolderNotFoundException());

        assertThat(watch.begin(null, null)).isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(watch.begin(null, null)).isTrue();
    }

    @Test
    void looksAgainThoughTheFolderWasMissingWhileTheClockWasAhead() {
        mailbox.commit(null, null, 0);
        Instant right = now;
        now = right.plus(Duration.ofDays(30));
        watch.rollback(null, null, 0, new FolderNotFoundException());

        now = right;

        assertThat(watch.begin(null, null)).isTrue();
    }

    @Test
    void saysOnceThatTheFolderIsNotThereAndWhenItIs() {
        for (int look = 0; look < 2; look++) {
            watch.rollback(null, null, 0, new IllegalStateException(new FolderNotFoundException()));
            // As camel-mail does by turns.
            watch.commit(null, null, 0);
        }
        watch.commit(null, null, 0);
        watch.commit(null, null, 0);
        watch.commit(null, null, 0);
        watch.rollback(null, null, 0, new MessagingException("gone"));

        assertThat(lines())
                .containsExactly(
                        "mail of ours in Junk is not found, will be tried again: the mailbox has no such folder"
                                + " (write its name, or off, into mailshell.imap.junk-folder)",
                        "Junk can be looked into again",
                        "mail of ours in Junk is not found, will be tried again: the mailbox does not show it");
    }

    @Test
    void countsEachMailAndTellsOfJunkOnceADay() {
        Counters counters = new Counters();
        JunkNotice notice = new JunkNotice("Junk", counters, () -> now, logger);

        notice.tell();
        now = now.plus(Duration.ofHours(23));
        notice.tell();
        assertThat(lines()).hasSize(1).first().asString().startsWith("the provider files our mail as junk");

        now = now.plus(Duration.ofHours(1));
        notice.tell();
        assertThat(lines()).hasSize(2);
        assertThat(counters.junk()).isEqualTo(3);
    }

    private List<String> lines() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
