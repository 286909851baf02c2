package dev.mailshell.e2e;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Map;

/** A connection to a mailbox, by the settings that the party of the mailbox has in its environment. */
public final class ImapStore {

    private ImapStore() {}

    /** The caller closes it. */
    public static Store connect(Session session, Map<String, String> environment) throws MessagingException {
        Store store = session.getStore("imaps");
        try {
            store.connect(
                    environment.get("MAILSHELL_IMAP_HOST"),
                    Integer.parseInt(environment.get("MAILSHELL_IMAP_PORT")),
                    environment.get("MAILSHELL_IMAP_USER"),
                    environment.get("MAILSHELL_IMAP_PASSWORD"));
            return store;
        } catch (MessagingException e) {
            store.close();
            throw e;
        }
    }
}
