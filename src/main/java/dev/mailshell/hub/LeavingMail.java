package dev.mailshell.hub;

import dev.mailshell.ledger.QueuedMail;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.InputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail as it goes to the smart host: unchanged, in the envelope that it came in, without the field that says so in a mailbox. */
final class LeavingMail extends SMTPMessage {

    private final Address recipient;

    LeavingMail(Session session, InputStream content, QueuedMail mail) throws MessagingException {
        super(session, content);
        this.recipient = new InternetAddress(mail.recipient().value(), true);
        removeHeader("Return-Path");
        setEnvelopeFrom(mail.sender().map(MailAddress::value).orElse("<>"));
    }

    /** Of the envelope: the header may name others, and does not name who gets a blind copy. */
    @Override
    public Address[] getAllRecipients() {
        return new Address[] {recipient};
    }

    /** Nothing to save: what was submitted is what is sent. */
    @Override
    public void saveChanges() {
        saved = true;
    }
}
