package dev.mailshell.camel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.OptionalLong;

/** A mail of a maildrop. Nothing but being stored deletes it. */
final class PopMail implements IncomingMail {

    private final Message mail;
    private final Maildrop maildrop;
    private final long maxMail;
    private final DeletingStored deleting;
    private final LeftMails left;
    /** Empty until the mail server has said it. */
    private String uid = "";

    /** @param maxMail what is larger is not read */
    PopMail(Message mail, long maxMail, DeletingStored deleting, LeftMails left) {
        this.mail = mail;
        this.maildrop = (Maildrop) mail.getFolder();
        this.maxMail = maxMail;
        this.deleting = deleting;
        this.left = left;
    }

    @Override
    public RawMail open() throws IOException, MessagingException {
        int number = mail.getMessageNumber();
        uid = maildrop.uid(number);
        OptionalLong size = maildrop.size(number);
        if (size.isPresent() && size.getAsLong() > maxMail) {
            throw new RawMail.TooLarge(size.getAsLong(), maxMail);
        }
        try {
            return new RawMail(maildrop.content(number, maxMail), () -> -1);
        } catch (IOException e) {
            throw new RawMail.Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public String folder() {
        return "the maildrop";
    }

    /** When it was begun: that the connection broke afterwards is taken for a fault of this mail, since it may break each time. */
    @Override
    public boolean isConnected() {
        return !uid.isEmpty();
    }

    @Override
    public void stored() {
        deleting.stored(mail);
    }

    @Override
    public void postponed() {
        left.postpone(uid);
    }

    @Override
    public void givenUp() throws IOException {
        left.add(uid);
        left.write();
    }
}
