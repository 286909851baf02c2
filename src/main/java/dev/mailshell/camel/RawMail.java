package dev.mailshell.camel;

import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * The bytes of a mail as the mail server hands them over; that it fails to is told from a fault of our own disk. Angus Mail takes a
 * refused FETCH for the end of the mail, so an end where none is due counts as a failure too.
 */
final class RawMail extends FilterInputStream {

    private final Size announced;
    private long count;

    /** Asks the mail server for the size of the mail; it may be wrong about it, or not know it (-1). */
    @FunctionalInterface
    interface Size {
        long ask() throws MessagingException;
    }

    /** The mail server did not hand over a mail. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(String fact, Throwable cause) {
            super("the mail server does not hand it over (" + fact + ")", cause);
        }
    }

    /** The mail is not read, since it is larger than may be. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long size, long atMost) {
            super("the mail is larger than mailshell.max-mail (was " + size + " bytes, expected at most " + atMost
                    + ")");
        }
    }

    /** @param announced asked only where the mail may have been cut off */
    RawMail(InputStream in, Size announced) {
        super(in);
        this.announced = announced;
    }

    /** Those of {@code mail}; the caller closes it. */
    static RawMail of(IMAPMessage mail) throws MessagingException {
        return new RawMail(mail.getMimeStream(), () -> size(mail));
    }

    /** Nothing but the size is asked for: a stranger may have written an envelope of many megabytes. */
    private static long size(IMAPMessage mail) throws MessagingException {
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.SIZE);
        mail.getFolder().fetch(new Message[] {mail}, profile);
        return mail.getSize();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = readOn(target, offset, length);
        if (read > 0) {
            count += read;
        } else if (read < 0) {
            requireDueEnd();
        }
        return read;
    }

    private int readOn(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    /** The last piece of a mail is a short one; only a refused piece ends it where a new one would begin. */
    private void requireDueEnd() throws Unreadable {
        if (count == 0) {
            throw new Unreadable("it came without a byte", null);
        }
        if (count % MailSession.FETCH_BYTES == 0 && count < size()) {
            throw new Unreadable("was " + count + " bytes, expected " + size(), null);
        }
    }

    private long size() throws Unreadable {
        try {
            return announced.ask();
        } catch (MessagingException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }
}
