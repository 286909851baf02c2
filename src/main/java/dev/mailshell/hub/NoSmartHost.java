package dev.mailshell.hub;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/** In the place of a smart host where none is set: what waits from when there was one goes on waiting, and comes back in the end. */
final class NoSmartHost extends DefaultJavaMailSender {

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        throw new MessagingException("the hub has no smart host (mailshell.smtp.host)");
    }
}
