package dev.mailshell.doctor;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * The folders that a mail to ourselves may come to: the one that we read, the one that a running server moves it to, the inbox, and that for
 * spam, if the mail server says which it is (RFC 6154).
 */
final class LoopBackPlaces {

    private static final int MAX_BYTES = 1024 * 1024;

    private final ImapVisit visit;
    private final List<String> folders;

    private LoopBackPlaces(ImapVisit visit, Set<String> folders) {
        this.visit = visit;
        this.folders = List.copyOf(folders);
    }

    /**
     * A mail that came back.
     *
     * @param folder where it was found
     */
    record Found(String folder, ReturnedMail mail) {}

    static LoopBackPlaces of(ImapVisit visit) throws MessagingException, IOException {
        Set<String> folders = new LinkedHashSet<>(List.of(visit.mailbox().folder(), visit.received(), "INBOX"));
        for (Folder folder : visit.store().getDefaultFolder().list("*")) {
            if (Arrays.asList(((IMAPFolder) folder).getAttributes()).contains("\\Junk")) {
                folders.add(folder.getFullName());
            }
        }
        return new LoopBackPlaces(visit, folders);
    }

    Optional<Found> find(String token) throws MessagingException, IOException {
        for (String name : folders) {
            Optional<ReturnedMail> mail = ifThere(name, Folder.READ_ONLY, folder -> read(folder, token))
                    .flatMap(found -> found);
            if (mail.isPresent()) {
                return Optional.of(new Found(name, mail.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<ReturnedMail> read(IMAPFolder folder, String token) throws MessagingException, IOException {
        Message[] hits = folder.search(new SubjectTerm(token));
        if (hits.length == 0) {
            return Optional.empty();
        }
        // Not by the size that the mail server tells: it need not be true.
        byte[] mail = ((IMAPMessage) hits[0]).getMimeStream().readNBytes(MAX_BYTES + 1);
        if (mail.length > MAX_BYTES) {
            throw new IOException(
                    "the mail came back far larger than it was (expected at most " + MAX_BYTES + " bytes)");
        }
        return Optional.of(ReturnedMail.of(mail));
    }

    /** Removes it from wherever it is; where the mail server cannot remove a single mail, marks it as deleted. */
    void remove(String token) throws MessagingException, IOException {
        // Without UIDPLUS, what others marked as deleted would go with it.
        boolean one = visit.offers("UIDPLUS");
        for (String name : folders) {
            ifThere(name, Folder.READ_WRITE, folder -> remove(folder, token, one));
        }
    }

    private static boolean remove(IMAPFolder folder, String token, boolean one) throws MessagingException {
        Message[] hits = folder.search(new SubjectTerm(token));
        if (hits.length > 0) {
            folder.setFlags(hits, new Flags(Flags.Flag.DELETED), true);
            if (one) {
                folder.expunge(hits);
            }
        }
        return hits.length > 0;
    }

    /** Whether none of the folders has it, but for one that is marked as deleted and cannot be removed. */
    boolean isGone(String token) throws MessagingException, IOException {
        SearchTerm marked = new FlagTerm(new Flags(Flags.Flag.DELETED), true);
        SearchTerm ours = new SubjectTerm(token);
        SearchTerm left = visit.offers("UIDPLUS") ? ours : new AndTerm(ours, new NotTerm(marked));
        for (String name : folders) {
            if (ifThere(name, Folder.READ_ONLY, folder -> folder.search(left).length > 0)
                    .orElse(false)) {
                return false;
            }
        }
        return true;
    }

    /** Empty if there is no such folder; that for received mail may come and go with what other checks try below it. */
    private <T> Optional<T> ifThere(String name, int mode, ImapVisit.Work<T> work)
            throws MessagingException, IOException {
        if (!holdsMails(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(visit.in(name, mode, work));
        } catch (MessagingException e) {
            if (holdsMails(name)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean holdsMails(String name) throws MessagingException {
        IMAPFolder folder = visit.folder(name);
        return folder.exists() && (folder.getType() & Folder.HOLDS_MESSAGES) != 0;
    }
}
