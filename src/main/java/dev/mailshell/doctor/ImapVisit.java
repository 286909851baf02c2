package dev.mailshell.doctor;

import dev.mailshell.camel.MailSession;
import dev.mailshell.camel.ReceivedFolder;
import dev.mailshell.config.ImapMailbox;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** One login to a mailbox, for all checks of it. */
final class ImapVisit implements AutoCloseable {

    private final ImapMailbox mailbox;
    private final Supplier<String> secret;
    private final Session session;
    private volatile Optional<IMAPStore> store = Optional.empty();

    /** Something to do with a folder that is open. */
    @FunctionalInterface
    interface Work<T> {
        T in(IMAPFolder folder) throws MessagingException, IOException;
    }

    /**
     * @param secret its password, or what takes its place
     * @param session as {@link MailSession} makes it for the routes
     */
    ImapVisit(ImapMailbox mailbox, Supplier<String> secret, Session session) {
        this.secret = secret;
        this.mailbox = mailbox;
        // The folders of the routes are made for their looks.
        this.session = MailSession.like(session, Collections.singletonMap("mail.imaps.folder.class", null));
    }

    ImapMailbox mailbox() {
        return mailbox;
    }

    void logIn() throws MessagingException {
        IMAPStore opened = (IMAPStore) session.getStore("imaps");
        store = Optional.of(opened);
        opened.connect(mailbox.host(), mailbox.port(), mailbox.user(), secret.get());
    }

    boolean offers(String capability) throws MessagingException {
        return store().hasCapability(capability);
    }

    IMAPStore store() {
        return store.orElseThrow();
    }

    IMAPFolder folder(String name) throws MessagingException {
        return (IMAPFolder) store().getFolder(name);
    }

    /** The folder that mail arrives in, opened to read. */
    <T> T inMailbox(Work<T> work) throws MessagingException, IOException {
        return in(mailbox.folder(), Folder.READ_ONLY, work);
    }

    /** @param mode one of {@link Folder#READ_ONLY} and {@link Folder#READ_WRITE} */
    <T> T in(String name, int mode, Work<T> work) throws MessagingException, IOException {
        IMAPFolder folder = folder(name);
        folder.open(mode);
        try {
            return work.in(folder);
        } finally {
            if (folder.isOpen()) {
                // What others marked as deleted stays.
                folder.close(false);
            }
        }
    }

    /** The full name of the folder that mail goes to once it is stored. */
    String received() throws MessagingException, IOException {
        return inMailbox(new ReceivedFolder(mailbox.received())::in);
    }

    /** What follows the equals sign of a capability such as {@code APPENDLIMIT=35651584}; empty if it is not offered so. */
    Optional<String> parameter(String capability) throws MessagingException, IOException {
        @SuppressWarnings("unchecked")
        Map<String, String> all =
                inMailbox(folder -> (Map<String, String>) folder.doCommand(protocol -> protocol.getCapabilities()));
        return all.keySet().stream()
                .filter(name -> name.startsWith(capability + "="))
                .map(name -> name.substring(capability.length() + 1))
                .findFirst();
    }

    @Override
    public void close() throws MessagingException {
        if (store.isPresent()) {
            store.get().close();
        }
    }
}
