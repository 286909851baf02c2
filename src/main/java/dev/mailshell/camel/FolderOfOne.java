package dev.mailshell.camel;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.MethodNotSupportedException;
import jakarta.mail.Store;

/** The only folder of a store, which cannot be changed but by deleting mails. */
abstract class FolderOfOne extends Folder {

    private static final String NAME = "INBOX";

    FolderOfOne(Store store) {
        super(store);
    }

    @Override
    public final String getName() {
        return NAME;
    }

    @Override
    public final String getFullName() {
        return NAME;
    }

    @Override
    public final Folder getParent() {
        return this;
    }

    @Override
    public final boolean exists() {
        return true;
    }

    @Override
    public final Folder[] list(String pattern) {
        return new Folder[0];
    }

    @Override
    public final char getSeparator() {
        return '\0';
    }

    @Override
    public final int getType() {
        return HOLDS_MESSAGES;
    }

    @Override
    public final boolean create(int type) {
        return false;
    }

    @Override
    public final boolean hasNewMessages() {
        return false;
    }

    @Override
    public final Folder getFolder(String name) throws MessagingException {
        throw unsupported();
    }

    @Override
    public final boolean delete(boolean recurse) throws MessagingException {
        throw unsupported();
    }

    @Override
    public final boolean renameTo(Folder folder) throws MessagingException {
        throw unsupported();
    }

    @Override
    public final Flags getPermanentFlags() {
        return new Flags();
    }

    @Override
    public final void appendMessages(Message[] mails) throws MessagingException {
        throw unsupported();
    }

    @Override
    public final Message[] expunge() throws MessagingException {
        throw unsupported();
    }

    private static MethodNotSupportedException unsupported() {
        return new MethodNotSupportedException("a maildrop has one folder only");
    }
}
