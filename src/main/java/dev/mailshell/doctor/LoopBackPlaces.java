package dev.mailshell.doctor;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.search.SubjectTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;

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
    record Found(String folder, byte[] bytes) {}

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
            if (visit.folder(name).exists()) {
                Optional<byte[]> mail = visit.in(name, Folder.READ_ONLY, folder -> read(folder, token));
                if (mail.isPresent()) {
                    return Optional.of(new Found(name, mail.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(IMAPFolder folder, String token) throws MessagingException, IOException {
        Message[] hits = folder.search(new SubjectTerm(token));
        if (hits.length == 0) {
            return Optional.empty();
        }
        if (hits[0].getSize() > MAX_BYTES) {
            throw new IOException("the mail came back far larger than it was (was " + hits[0].getSize() + " bytes)");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        hits[0].writeTo(bytes);
        return Optional.of(bytes.toByteArray());
    }

    /** Whether it is gone from one of the folders now. */
    boolean remove(String token) throws MessagingException, IOException {
        // Without UIDPLUS, what others marked as deleted would go with it.
        boolean one = visit.offers("UIDPLUS");
        for (String name : folders) {
            if (visit.folder(name).exists()
                    && visit.in(name, Folder.READ_WRITE, folder -> remove(folder, token, one))) {
                return true;
            }
        }
        return false;
    }

    private static boolean remove(IMAPFolder folder, String token, boolean one) throws MessagingException {
        Message[] hits = folder.search(new SubjectTerm(token));
        if (hits.length == 0) {
            return false;
        }
        folder.setFlags(hits, new Flags(Flags.Flag.DELETED), true);
        if (one) {
            folder.expunge(hits);
        }
        return true;
    }
}
