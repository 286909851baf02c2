package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Connections as the routes have them, to a mailbox of the shared mail server. */
final class ImapStores {

    private ImapStores() {}

    static Session session(Map<String, String> mailbox) throws IOException {
        Path authority = Path.of(mailbox.get("MAILSHELL_TLS_CA_FILE"));
        return MailSession.create(TrustedRoots.tls(Optional.of(authority)), false, Duration.ofMinutes(1));
    }

    /** The caller closes it. */
    static Store connect(Session session, Map<String, String> mailbox) throws MessagingException {
        Store store = session.getStore("imaps");
        store.connect(
                mailbox.get("MAILSHELL_IMAP_HOST"),
                Integer.parseInt(mailbox.get("MAILSHELL_IMAP_PORT")),
                mailbox.get("MAILSHELL_IMAP_USER"),
                mailbox.get("MAILSHELL_IMAP_PASSWORD"));
        return store;
    }
}
