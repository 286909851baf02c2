package dev.mailshell.camel;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.mail.MailBoxPostProcessAction;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;

/**
 * Marks the mails of one look as read once they are stored, and moves them aside, all with one command each. It is MOVE (RFC 6851) where the mail server knows it: unlike
 * a copy, that works in a mailbox that is full. What cannot be moved stays, see {@link UnmovedMails}. What somebody else has marked as
 * deleted is not touched.
 */
final class MovingAside implements MailBoxPostProcessAction {

    /** More than one look takes; mails beyond are met again and recognised. */
    private static final int MAX_NOTED = 1000;

    private final ReceivedFolder received;
    private final UnmovedMails unmoved;
    private final Logger log;
    private final List<Message> stored = new ArrayList<>();
    /** What the mail server at hand calls it, as far as that is known. */
    private Optional<String> target = Optional.empty();

    MovingAside(ReceivedFolder received, UnmovedMails unmoved, Logger log) {
        this.received = received;
        this.unmoved = unmoved;
        this.log = log;
    }

    /** Notes that a mail is stored, or given up: it goes aside when this look is over. */
    synchronized void stored(Message mail) {
        if (stored.size() < MAX_NOTED) {
            stored.add(mail);
        }
    }

    /** Where they go, with {@code /} between levels. */
    String folder() {
        return received.name();
    }

    @Override
    public synchronized void process(Folder mailbox) throws MessagingException {
        List<Message> mails = new ArrayList<>(stored);
        stored.clear();
        // Without its connection nothing can be moved; the mails are met again and recognised.
        if (!mailbox.isOpen()) {
            return;
        }
        mails.addAll(unmoved.due(mailbox, !mails.isEmpty()));
        boolean expunge = !mails.isEmpty() && move((IMAPFolder) mailbox, mails.toArray(Message[]::new));
        // Camel would close it with CLOSE, which expunges whatever is marked as deleted.
        if (mailbox.isOpen()) {
            mailbox.close(expunge);
        }
    }

    /** Whether the mailbox has to be closed with CLOSE to take them away. */
    private boolean move(IMAPFolder mailbox, Message[] mails) throws MessagingException {
        try {
            mailbox.setFlags(mails, new Flags(Flags.Flag.SEEN), true);
            boolean expunge = moveOrCopy(mailbox, mails);
            if (unmoved.moved()) {
                log.info("mails can be moved to {} again", received.name());
            }
            return expunge;
        } catch (MessagingException e) {
            target = Optional.empty();
            noteUnmoved(mailbox, mails, e);
            log.debug("mails cannot be moved", e);
            return false;
        }
    }

    private void noteUnmoved(IMAPFolder mailbox, Message[] mails, MessagingException cause) {
        try {
            if (mailbox.isOpen() && unmoved.failed(mailbox, mails)) {
                log.warn(
                        "mails cannot be moved to {}, they stay where they are and are not read again: {}",
                        received.name(),
                        cause.getMessage());
            }
        } catch (MessagingException gone) {
            // Somebody else has removed them.
            log.debug("mails that could not be moved are gone", gone);
        }
    }

    private boolean moveOrCopy(IMAPFolder mailbox, Message[] mails) throws MessagingException {
        Folder target = mailbox.getStore().getFolder(target(mailbox));
        try {
            return moveOrCopy(mailbox, mails, target);
        } catch (FolderNotFoundException e) {
            // Only asked for when it is missing: that spares a look in which nothing is new.
            log.debug("{} is made", target.getFullName(), e);
            target.create(Folder.HOLDS_MESSAGES);
            return moveOrCopy(mailbox, mails, target);
        }
    }

    private String target(IMAPFolder mailbox) throws MessagingException {
        if (target.isEmpty()) {
            target = Optional.of(received.in(mailbox));
        }
        return target.get();
    }

    private static boolean moveOrCopy(IMAPFolder mailbox, Message[] mails, Folder target) throws MessagingException {
        if (can(mailbox, "MOVE")) {
            mailbox.moveMessages(mails, target);
            return false;
        }
        mailbox.copyMessages(mails, target);
        mailbox.setFlags(mails, new Flags(Flags.Flag.DELETED), true);
        if (can(mailbox, "UIDPLUS")) {
            mailbox.expunge(mails);
            return false;
        }
        return true;
    }

    private static boolean can(IMAPFolder mailbox, String capability) throws MessagingException {
        // The store would make another connection, with a login, to ask.
        return (Boolean) mailbox.doCommand(protocol -> protocol.hasCapability(capability));
    }
}
