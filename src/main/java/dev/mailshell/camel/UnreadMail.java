package dev.mailshell.camel;

import jakarta.mail.Message;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailMessage;

/** Leaves a mail unread: neither its header, which may be as large as the mail, nor its content becomes objects in memory. */
final class UnreadMail extends MailBinding {

    @Override
    protected Map<String, Object> extractHeadersFromMail(Message mail, Exchange exchange) {
        return Map.of();
    }

    @Override
    public Object extractBodyFromMail(Exchange exchange, MailMessage mail) {
        return null;
    }
}
