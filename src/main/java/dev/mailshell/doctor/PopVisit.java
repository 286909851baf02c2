package dev.mailshell.doctor;

import dev.mailshell.camel.MaildropStore;
import dev.mailshell.config.PopMailbox;
import dev.mailshell.pop3.PopConnection;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Optional;

/** One login to a maildrop, for all checks of it. */
final class PopVisit implements AutoCloseable {

    private final PopMailbox mailbox;
    private final Session session;
    private volatile Optional<PopConnection> connection = Optional.empty();

    /** @param session as {@link dev.mailshell.camel.MailSession} makes it for the routes */
    PopVisit(PopMailbox mailbox, Session session) {
        this.mailbox = mailbox;
        this.session = session;
    }

    PopMailbox mailbox() {
        return mailbox;
    }

    void logIn() throws MessagingException {
        connection = Optional.of(MaildropStore.connect(
                session.getProperties(),
                mailbox.host(),
                mailbox.port(),
                mailbox.user(),
                mailbox.password().reveal()));
    }

    /** For one check at a time. */
    PopConnection connection() {
        return connection.orElseThrow();
    }

    @Override
    public void close() throws IOException {
        if (connection.isPresent()) {
            connection.get().quit();
        }
    }
}
