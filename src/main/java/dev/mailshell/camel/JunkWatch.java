package dev.mailshell.camel;

import dev.mailshell.model.Pause;
import jakarta.mail.FolderNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;

/**
 * Lets the folder for junk be looked into only while the mailbox answers, so that no login is tried that was refused just now; and says so once if
 * that folder cannot be looked into.
 */
final class JunkWatch implements PollingConsumerPollStrategy {

    /** A folder that is not there is seldom made, and camel-mail logs in again to see. */
    private static final Duration UNTIL_IT_MAY_BE_THERE = Duration.ofHours(1);

    private final MailboxWatch mailbox;
    private final String folder;
    private final InstantSource clock;
    private final Logger log;
    /** In words of ours; empty if there is none. */
    private String trouble = "";

    private boolean answered;
    private Pause missing = Pause.NONE;

    JunkWatch(MailboxWatch mailbox, String folder, InstantSource clock, Logger log) {
        this.mailbox = mailbox;
        this.folder = folder;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public synchronized boolean begin(Consumer consumer, Endpoint endpoint) {
        return mailbox.isAnswering() && !missing.lasts(clock.instant());
    }

    @Override
    public synchronized void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        // One alone says nothing: camel-mail ends so, too, if it cannot open a folder that it has met before.
        if (answered && !trouble.isEmpty()) {
            trouble = "";
            log.info("{} can be looked into again", folder);
        }
        answered = true;
    }

    @Override
    public synchronized boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        answered = false;
        boolean isMissing = isMissing(cause);
        if (isMissing) {
            Instant now = clock.instant();
            missing = new Pause(now, now.plus(UNTIL_IT_MAY_BE_THERE));
        }
        String fact = isMissing
                ? "the mailbox has no such folder (write its name, or off, into mailshell.imap.junk-folder)"
                : "the mailbox does not show it";
        if (!fact.equals(trouble)) {
            trouble = fact;
            log.warn("mail of ours in {} is not found, will be tried again: {}", folder, fact);
        }
        log.debug("{} cannot be looked into", folder, cause);
        return false;
    }

    private static boolean isMissing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FolderNotFoundException) {
                return true;
            }
        }
        return false;
    }
}
