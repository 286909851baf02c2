package dev.mailshell.camel;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The mails that are stored but could not be moved aside, so that no look takes them again. They are known by UID as long as this process
 * runs; after a start each is met once more, and recognised. They are moved later, tried less and less often.
 */
final class UnmovedMails {

    private static final int FETCHED_AT_ONCE = 100;

    private final InstantSource clock;
    private final Backoff backoff;
    private final Set<Long> uids = new HashSet<>();
    private long validity;
    private int attempts;
    private Instant next = Instant.MIN;

    UnmovedMails(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
    }

    /** Whether a mail of an open folder is one of them. Costs nothing as long as there are none. */
    synchronized boolean contains(Message mail) throws MessagingException {
        UIDFolder folder = (UIDFolder) mail.getFolder();
        if (uids.isEmpty() || folder.getUIDValidity() != validity) {
            return false;
        }
        fetchUids(mail);
        return uids.contains(folder.getUID(mail));
    }

    /** The UIDs of those around it as well, with one command; none is sent for what is known. */
    private static void fetchUids(Message mail) throws MessagingException {
        Folder folder = mail.getFolder();
        int first = mail.getMessageNumber() - (mail.getMessageNumber() - 1) % FETCHED_AT_ONCE;
        int last = Math.min(first + FETCHED_AT_ONCE - 1, folder.getMessageCount());
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(folder.getMessages(first, last), profile);
    }

    /**
     * Those that are worth an attempt now: all of them that are still in the folder, or none.
     *
     * @param anyway whether an attempt is made for other mails already
     */
    synchronized List<Message> due(Folder mailbox, boolean anyway) throws MessagingException {
        UIDFolder folder = (UIDFolder) mailbox;
        if (uids.isEmpty() || (!anyway && clock.instant().isBefore(next))) {
            return List.of();
        }
        // Under another validity the numbers mean other mails (RFC 3501 section 2.3.1.1).
        Message[] found = folder.getUIDValidity() == validity
                ? folder.getMessagesByUID(
                        uids.stream().mapToLong(Long::longValue).toArray())
                : new Message[0];
        List<Message> there = Arrays.stream(found).filter(Objects::nonNull).toList();
        if (there.isEmpty()) {
            uids.clear();
        }
        return there;
    }

    /**
     * Keeps in mind mails that could not be moved. Whether that is news: until now there were none.
     *
     * @param mails of {@code mailbox}, which is open
     */
    synchronized boolean failed(Folder mailbox, Message... mails) throws MessagingException {
        UIDFolder folder = (UIDFolder) mailbox;
        boolean news = attempts == 0;
        if (folder.getUIDValidity() != validity) {
            uids.clear();
            validity = folder.getUIDValidity();
        }
        for (Message mail : mails) {
            uids.add(folder.getUID(mail));
        }
        attempts++;
        next = clock.instant().plus(backoff.pause(attempts));
        return news;
    }

    /** All that were there have been moved. Whether that is news: before, it could not be. */
    synchronized boolean moved() {
        boolean news = attempts > 0;
        attempts = 0;
        next = Instant.MIN;
        uids.clear();
        return news;
    }
}
