package dev.mailshell.camel;

import jakarta.mail.Message;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;

/**
 * Calls a mail by its number in the folder, which costs nothing. The generator that camel-mail has by itself reads the whole header into
 * memory if there is no Message-ID, before anything has looked at its size.
 */
final class MailNumber implements MailUidGenerator {

    @Override
    public String generateUuid(MailEndpoint endpoint, Message message) {
        return Integer.toString(message.getMessageNumber());
    }
}
