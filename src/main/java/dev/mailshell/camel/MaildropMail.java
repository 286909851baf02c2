package dev.mailshell.camel;

import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;

/** A mail of one look into a maildrop, of which nothing is read but what is asked for by its number. */
final class MaildropMail extends MimeMessage {

    /** @param unread in the place of its header */
    MaildropMail(Maildrop folder, int number, InternetHeaders unread) {
        super(folder, number);
        headers = unread;
    }
}
