package dev.mailshell.camel;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.function.Function;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a mail by its number in the folder, which costs nothing. The generator that camel-mail has by itself reads the whole header into
 * memory if there is no Message-ID, before anything has looked at its size.
 */
final class MailNumber implements MailUidGenerator {

    /** The one name of all mails that are stored already; {@link StoredMails} lets none of them pass. */
    static final String STORED = "stored";

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.mailbox");

    private final Function<Folder, UnmovedMails> unmoved;

    /** @param unmoved those of a folder */
    MailNumber(Function<Folder, UnmovedMails> unmoved) {
        this.unmoved = unmoved;
    }

    @Override
    public String generateUuid(MailEndpoint endpoint, Message message) {
        try {
            return unmoved.apply(message.getFolder()).contains(message)
                    ? STORED
                    : Integer.toString(message.getMessageNumber());
        } catch (MessagingException e) {
            // Met again, it is recognised; the next command to this connection says what is wrong with it.
            LOG.debug("the UID of a mail cannot be had", e);
            return Integer.toString(message.getMessageNumber());
        }
    }
}
