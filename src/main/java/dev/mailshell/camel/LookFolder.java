package dev.mailshell.camel;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.MessageSet;

/**
 * A folder that asks for the flags of many mails, and for the content of small ones, with one command, and marks none as read by itself:
 * camel-mail would do all that for each mail, and each time wait for the mail server, which may look through the whole folder before it
 * answers. {@link MovingAside} marks those of a whole look. The mail library makes it, by its name in {@link MailSession}.
 */
public final class LookFolder extends IMAPFolder {

    private static final int FLAGS_AT_ONCE = 100;
    private static final int CONTENTS_AT_ONCE = 16;
    /** What is not smaller is fetched by itself. All that is fetched at once is as large as one piece of a large mail. */
    static final int SMALL_BYTES = MailSession.FETCH_BYTES / CONTENTS_AT_ONCE;

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
    protected IMAPMessage newIMAPMessage(int number) {
        return new Mail(this, number);
    }

    /** No command is sent for what is known. */
    private synchronized void want(Mail mail) throws MessagingException {
        int number = mail.getMessageNumber();
        wanted.put(number, mail);
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.FLAGS);
        fetch(getMessages(number, Math.min(number + FLAGS_AT_ONCE - 1, getMessageCount())), profile);
    }

    /** The first one goes by itself: so each look gets on, also if one of the mails behind it makes the mail server hang up. */
    private synchronized void fetchContentsFrom(int number) throws MessagingException {
        int[] numbers = wanted.tailMap(number, true).keySet().stream()
                .limit(askedUpTo == 0 ? 1 : CONTENTS_AT_ONCE)
                .mapToInt(Integer::intValue)
                .toArray();
        if (number <= askedUpTo || numbers.length == 0) {
            return;
        }
        askedUpTo = numbers[numbers.length - 1];
        if (numbers.length > 1) {
            doCommand(protocol -> {
                fetchContents(protocol, MessageSet.createMessageSets(numbers));
                return null;
            });
        }
    }

    /** After a refusal, and if it is too large, each mail is fetched by itself, which shows it for what it is. */
    private void fetchContents(IMAPProtocol protocol, MessageSet... mails) throws ProtocolException {
        Response[] answers = protocol.fetch(mails, "BODY.PEEK[]<0." + SMALL_BYTES + ">");
        for (Response answer : answers) {
            if (answer instanceof FetchResponse fetched && wanted.containsKey(fetched.getNumber())) {
                wanted.get(fetched.getNumber()).keep(fetched.getItem(BODY.class));
            }
        }
        if (!answers[answers.length - 1].isOK()) {
            askedUpTo = Integer.MAX_VALUE;
        }
        protocol.notifyResponseHandlers(answers);
    }

    private static final class Mail extends IMAPMessage {

        private static final byte[] NONE = {};

        /** What was fetched ahead, until it is read. */
        private byte[] ahead = NONE;

        Mail(LookFolder folder, int number) {
            super(folder, number);
        }

        private void keep(BODY body) {
            ByteArrayInputStream in = body == null ? null : body.getByteArrayInputStream();
            if (in != null && in.available() < SMALL_BYTES) {
                ahead = in.readAllBytes();
            }
        }

        @Override
        public InputStream getMimeStream() throws MessagingException {
            if (ahead.length == 0) {
                ((LookFolder) getFolder()).fetchContentsFrom(getMessageNumber());
            }
            byte[] whole = ahead;
            ahead = NONE;
            return whole.length == 0 ? super.getMimeStream() : new ByteArrayInputStream(whole);
        }

        @Override
        public synchronized Flags getFlags() throws MessagingException {
            ((LookFolder) getFolder()).want(this);
            return super.getFlags();
        }

        @Override
        public synchronized void setFlags(Flags flags, boolean set) throws MessagingException {
            if (!set || !flags.equals(new Flags(Flags.Flag.SEEN))) {
                super.setFlags(flags, set);
            }
        }
    }
}
