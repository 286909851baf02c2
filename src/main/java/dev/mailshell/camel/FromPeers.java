package dev.mailshell.camel;

import dev.mailshell.mime.Subject;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * Finds mail that says it comes from a peer, so that mail of others in the same mailbox stays untouched, as do answers to people.
 * Proof comes later. Only what has come since the last look is searched, and what was found then: the cost does not grow with the
 * mailbox.
 */
final class FromPeers extends SearchTerm {

    private static final long serialVersionUID = 1L;

    private final SearchTerm fromPeers;
    private final HashSet<Integer> found = new HashSet<>();
    private long validity = -1;
    private long next = 1;

    private FromPeers(SearchTerm fromPeers) {
        this.fromPeers = fromPeers;
    }

    /** Among the mails of a folder of an IMAP mailbox. */
    static SearchTerm of(List<MailAddress> peers) {
        return inFolder(byHeader(peers));
    }

    /** What {@code fromPeers} finds among the mails of a folder of an IMAP mailbox. */
    static SearchTerm inFolder(SearchTerm fromPeers) {
        return new FromPeers(fromPeers);
    }

    /** By the header of one mail. */
    static SearchTerm byHeader(List<MailAddress> peers) {
        SearchTerm fromPeers = new OrTerm(
                peers.stream().map(MailAddress::value).map(FromStringTerm::new).toArray(SearchTerm[]::new));
        return new AndTerm(fromPeers, new NotTerm(new SubjectTerm(Subject.ANSWER.toString())));
    }

    /** Asked for each mail of a folder, in their order: the first begins a look. */
    @Override
    public synchronized boolean match(Message mail) {
        if (mail.getMessageNumber() == 1) {
            look((IMAPFolder) mail.getFolder());
        }
        return found.contains(mail.getMessageNumber());
    }

    private void look(IMAPFolder folder) {
        found.clear();
        try {
            search(folder);
        } catch (MessagingException e) {
            throw new IllegalStateException("the mailbox could not be searched: " + e.getMessage(), e);
        }
    }

    private void search(IMAPFolder folder) throws MessagingException {
        if (folder.getUIDValidity() != validity) {
            validity = folder.getUIDValidity();
            next = 1;
        }
        Message[] recent = folder.getMessagesByUID(next, UIDFolder.LASTUID);
        if (recent.length == 0) {
            return;
        }
        Message[] hits = folder.search(fromPeers, recent);
        Arrays.stream(hits).map(Message::getMessageNumber).forEach(found::add);
        // One that was found is found again until it has been moved away.
        next = hits.length > 0 ? folder.getUID(hits[0]) : Math.max(next, folder.getUID(recent[recent.length - 1]) + 1);
    }
}
