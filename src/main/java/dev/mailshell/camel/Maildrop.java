package dev.mailshell.camel;

import dev.mailshell.pop3.PopConnection;
import dev.mailshell.pop3.PopRefusal;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/** What a maildrop holds, during one look. Nothing is asked of the mail server that a look does not need. */
final class Maildrop extends FolderOfOne {

    private final PopConnection connection;
    private final MaildropMail[] mails;
    private final InternetHeaders unread = new InternetHeaders();
    private boolean open;
    private boolean deleted;
    private boolean over;

    /**
     * A look that begins.
     *
     * @param connection logged in
     * @param count as the mail server says, which may be any number: so many are looked at as may be in a maildrop, and the others once these are gone
     */
    Maildrop(Store store, PopConnection connection, int count) {
        super(store);
        this.connection = connection;
        this.mails = new MaildropMail[Math.min(count, LeftMails.MOST)];
    }

    @Override
    public void open(int mode) throws MessagingException {
        requireLook();
        open = true;
    }

    /** Says nothing about the connection: camel-mail would log in anew in the middle of a look, and meet other mails under the same numbers. */
    @Override
    public boolean isOpen() {
        return open;
    }

    /** Whether the look is over, so that there is no connection any more. */
    boolean isOver() {
        return over;
    }

    @Override
    public int getMessageCount() {
        return open ? mails.length : -1;
    }

    @Override
    public Message getMessage(int number) {
        if (mails[number - 1] == null) {
            mails[number - 1] = new MaildropMail(this, number, unread);
        }
        return mails[number - 1];
    }

    /** Whether {@code mail} was met in this look, and can still be deleted in it. */
    boolean holds(Message mail) {
        return !over && connection.isOpen() && mail.getFolder() == this;
    }

    String uid(int number) throws MessagingException {
        return ask(() -> connection.uid(number));
    }

    /** @param atMost so many mails */
    NavigableMap<Integer, String> uids(int atMost) throws MessagingException {
        return ask(() -> connection.uids(atMost));
    }

    OptionalLong size(int number) throws MessagingException {
        return ask(() -> connection.size(number));
    }

    /**
     * The header of a mail, to be closed; empty if it cannot be had.
     *
     * @throws MessagingException also if that of no mail can be had
     */
    Optional<InputStream> header(int number, long atMost) throws MessagingException {
        return ask(() -> {
            try {
                return Optional.of(connection.header(number, atMost));
            } catch (PopRefusal e) {
                if (!connection.capabilities().contains("TOP")) {
                    throw new IOException("the mail server shows no headers (it has no TOP)", e);
                }
                return Optional.empty();
            }
        });
    }

    /** A mail, as it is; to be closed. Not to be had is a fault of that mail. */
    InputStream content(int number, long atMost) throws IOException, MessagingException {
        requireLook();
        return connection.mail(number, atMost);
    }

    /** Deletes a mail when the look is over. */
    void delete(int number) throws MessagingException {
        ask(() -> {
            connection.delete(number);
            return number;
        });
        deleted = true;
    }

    /**
     * Ends the look, and with it the session.
     *
     * @throws MessagingException if mails may not be deleted that should be: they are met again
     */
    @Override
    public void close(boolean expunge) throws MessagingException {
        open = false;
        over = true;
        try {
            connection.quit();
        } catch (IOException e) {
            // Otherwise nobody needs the answer.
            if (deleted) {
                throw new MessagingException("what is stored may not be deleted: " + e.getMessage(), e);
            }
        }
    }

    private void requireLook() throws FolderClosedException {
        if (over || !connection.isOpen()) {
            throw new FolderClosedException(this, "the look is over, or its connection is broken");
        }
    }

    private <T> T ask(Question<T> question) throws MessagingException {
        requireLook();
        try {
            return question.ask();
        } catch (IOException e) {
            throw new MessagingException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Something that the mail server is asked. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }
}
