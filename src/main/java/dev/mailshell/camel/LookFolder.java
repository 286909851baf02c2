package dev.mailshell.camel;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/**
 * A folder that asks for the flags of many mails, and for the content of small ones, with one command, and marks none as read by itself:
 * camel-mail would do all that for each mail, and each time wait for the mail server, which may look through the whole folder before it
 * answers. {@link MovingAside} marks those of a whole look. The mail library makes it, by its name in {@link MailSession}.
 */
public final class LookFolder extends IMAPFolder {

    private static final int FLAGS_AT_ONCE = 100;

    /** What camel-mail takes in this look: it asks for the flags of no other mail. Some of them may be other people's. */
    private final NavigableMap<Integer, Mail> wanted = new TreeMap<>();

    /** Up to which mail contents were asked for in this look. */
    private int askedUpTo;

    /** As the mail library calls it for a folder that is asked for by its name. */
    public LookFolder(String fullName, char separator, IMAPStore store, Boolean isNamespace) {
        super(fullName, separator, store, isNamespace);
    }

    /** As the mail library calls it for a folder that it found in a list. */
    public LookFolder(ListInfo found, IMAPStore store) {
        super(found, store);
    }

    @Override
    public synchronized void open(int mode) throws MessagingException {
        wanted.clear();
        askedUpTo = 0;
        super.open(mode);
    }

    @Override
    public synchronized void close(boolean expunge) throws MessagingException {
        wanted.clear();
        super.close(expunge);
    }

    @Override
    protected IMAPMessage newIMAPMessage(int number) {
        return new Mail(this, number);
    }

    /** Whether {@code mail} is of the present look: one of an earlier look may have the number of another mail. */
    boolean holds(Message mail) throws MessagingException {
        int number = mail.getMessageNumber();
        return number <= getMessageCount() && getMessage(number) == mail;
    }

    /** No command is sent for what is known. */
    private synchronized void fetchFlagsFrom(int number) throws MessagingException {
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.FLAGS);
        fetch(getMessages(number, Math.min(number + FLAGS_AT_ONCE - 1, getMessageCount())), profile);
    }

    private synchronized void want(Mail mail) {
        wanted.put(mail.getMessageNumber(), mail);
    }

    /** The first one goes by itself: so each look gets on, also if one of the mails behind it makes the mail server hang up. */
    private synchronized void fetchContentsFrom(int number) throws MessagingException {
        // Without a connection, the command would go to one that has selected no folder.
        if (number <= askedUpTo || protocol == null) {
            return;
        }
        List<Mail> mails = wanted.tailMap(number, true).values().stream()
                .limit(askedUpTo == 0 ? 1 : SmallContents.AT_ONCE)
                .toList();
        askedUpTo = mails.isEmpty() ? number : mails.get(mails.size() - 1).getMessageNumber();
        if (mails.size() > 1) {
            doCommand(imap -> {
                fetchContents(imap, mails);
                return null;
            });
        }
    }

    /** What is not small, or is refused, is fetched by itself, which shows it for what it is. */
    private void fetchContents(IMAPProtocol imap, List<Mail> mails) throws ProtocolException {
        Map<Integer, Mail> bySequence = new HashMap<>();
        for (Mail mail : mails) {
            if (!mail.isExpunged()) {
                bySequence.put(mail.getSequenceNumber(), mail);
            }
        }
        Optional<Map<Integer, byte[]>> contents = new SmallContents(imap).fetch(bySequence.keySet());
        if (contents.isEmpty()) {
            askedUpTo = Integer.MAX_VALUE;
            return;
        }
        contents.get().forEach((number, content) -> bySequence.get(number).ahead = content);
    }

    private static final class Mail extends IMAPMessage {

        private static final byte[] NONE = {};

        /** What was fetched ahead, until it is read. */
        private byte[] ahead = NONE;

        Mail(LookFolder folder, int number) {
            super(folder, number);
        }

        /** Not the number that it has in a look: the mail server renumbers them when one is removed. */
        @Override
        protected int getSequenceNumber() {
            return super.getSequenceNumber();
        }

        @Override
        public InputStream getMimeStream() throws MessagingException {
            if (!((LookFolder) getFolder()).holds(this)) {
                throw new FolderClosedException(getFolder(), "the look that this mail was found in is over");
            }
            if (ahead.length == 0) {
                ((LookFolder) getFolder()).fetchContentsFrom(getMessageNumber());
            }
            byte[] whole = ahead;
            ahead = NONE;
            return whole.length == 0 ? super.getMimeStream() : new ByteArrayInputStream(whole);
        }

        @Override
        public synchronized Flags getFlags() throws MessagingException {
            LookFolder look = (LookFolder) getFolder();
            look.fetchFlagsFrom(getMessageNumber());
            Flags flags = super.getFlags();
            if (!flags.contains(Flags.Flag.DELETED)) {
                look.want(this);
            }
            return flags;
        }

        /** Reading is not what marks a mail as read; camel-mail asks for that only if it knows the name of the class. */
        @Override
        public synchronized boolean getPeek() {
            return true;
        }

        @Override
        public synchronized void setFlags(Flags flags, boolean set) throws MessagingException {
            if (!set || !flags.equals(new Flags(Flags.Flag.SEEN))) {
                super.setFlags(flags, set);
            }
        }
    }
}
