package dev.mailshell.camel;

import dev.mailshell.mime.Subject;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * Finds mail that says it comes from a peer, so that mail of others in the same mailbox stays untouched, as do answers to people.
 * Proof comes later. Only what has come since the last look is searched, and what was found then: the cost does not grow with the
 * mailbox.
 */
final class FromPeers extends SearchTerm {

    private static final long serialVersionUID = 1L;

    /** S/MIME (RFC 8551 section 3.2) and OpenPGP (RFC 3156); the first one is also written with x- before it. */
    private static final SearchTerm SHAPES =
            new OrTerm(Stream.of("pkcs7-mime", "multipart/encrypted", "multipart/signed")
                    .map(type -> new HeaderTerm("Content-Type", type))
                    .toArray(SearchTerm[]::new));

    /** Empty as long as there is no peer. */
    private final transient Supplier<Optional<SearchTerm>> wanted;

    private final HashSet<Integer> found = new HashSet<>();
    private long validity = -1;
    private long next = 1;

    private FromPeers(Supplier<Optional<SearchTerm>> wanted) {
        this.wanted = wanted;
    }

    /** Among the mails of a folder of an IMAP mailbox. */
    static SearchTerm of(List<MailAddress> peers) {
        return inFolder(byHeader(peers));
    }

    /** What {@code fromPeers} finds among the mails of a folder of an IMAP mailbox. */
    static SearchTerm inFolder(SearchTerm fromPeers) {
        return new FromPeers(() -> Optional.of(fromPeers));
    }

    /**
     * Sealed or signed mail from those who are peers when it is looked for, among the mails of a folder of an IMAP mailbox: all else that
     * names them as its sender is not found.
     */
    static SearchTerm sealed(Supplier<List<MailAddress>> peers) {
        return new FromPeers(() -> Optional.of(peers.get())
                .filter(known -> !known.isEmpty())
                .map(known -> new AndTerm(byHeader(known), SHAPES)));
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
        Optional<SearchTerm> term = wanted.get();
        Message[] hits = term.isPresent() ? folder.search(term.get(), recent) : new Message[0];
        Arrays.stream(hits).map(Message::getMessageNumber).forEach(found::add);
        // One that was found is found again until it has been moved away.
        next = hits.length > 0 ? folder.getUID(hits[0]) : Math.max(next, folder.getUID(recent[recent.length - 1]) + 1);
    }
}
