package dev.mailshell.doctor;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** A folder below the one that mail goes to, to try things in; it is removed with all that is in it. */
final class ScratchFolder implements AutoCloseable {

    // Without a Date, so that the mail server gives it the time that it has itself.
    private static final String MAIL = "Subject: Mail Shell check\r\n\r\nThis mail can be deleted.\r\n";

    private final IMAPFolder folder;

    private ScratchFolder(IMAPFolder folder) {
        this.folder = folder;
    }

    /** @throws MessagingException if no folder can be made there */
    static ScratchFolder make(ImapVisit visit, SecureRandom random) throws MessagingException, IOException {
        String received = visit.received();
        char separator = visit.inMailbox(IMAPFolder::getSeparator);
        IMAPFolder folder =
                visit.folder(received + separator + "doctor-" + HexFormat.of().toHexDigits(random.nextInt()));
        if (!folder.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("the mail server makes no folder below " + received);
        }
        return new ScratchFolder(folder);
    }

    String name() {
        return folder.getFullName();
    }

    IMAPFolder folder() {
        return folder;
    }

    /** Puts a mail into it. */
    void append() throws MessagingException {
        Message mail = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII)));
        folder.appendMessages(new Message[] {mail});
    }

    @Override
    public void close() throws MessagingException {
        if (!folder.delete(true)) {
            throw new MessagingException("the folder " + name() + " cannot be removed again");
        }
    }
}
