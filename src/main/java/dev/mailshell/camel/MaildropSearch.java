package dev.mailshell.camel;

import dev.mailshell.pop3.TextTooLong;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SearchTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Finds in a maildrop what is to be taken. What is not is looked at once: as long as nothing has come since, a look costs the same however
 * much there is.
 */
final class MaildropSearch extends SearchTerm {

    private static final long serialVersionUID = 1L;

    /** Of a longer header, the rest is not looked at: who writes it does not write to us. */
    private static final int LOOKED_AT = 256 * 1024;

    private static final long LONGEST_HEADER = 16L << 20;

    private final transient LeftMails left;
    private final transient Optional<SearchTerm> wanted;
    private final HashSet<Integer> found = new HashSet<>();
    private boolean all;

    private MaildropSearch(LeftMails left, Optional<SearchTerm> wanted) {
        this.left = left;
        this.wanted = wanted;
    }

    /** Everything but what could not be taken before. */
    static MaildropSearch ofAll(LeftMails left) {
        return new MaildropSearch(left, Optional.empty());
    }

    /** @param wanted asked for each header once */
    static MaildropSearch of(SearchTerm wanted, LeftMails left) {
        return new MaildropSearch(left, Optional.of(wanted));
    }

    /** Asked for each mail of a look, in their order: the first begins it. */
    @Override
    public synchronized boolean match(Message mail) {
        if (mail.getMessageNumber() == 1) {
            look((Maildrop) mail.getFolder());
        }
        return all || found.contains(mail.getMessageNumber());
    }

    private void look(Maildrop maildrop) {
        found.clear();
        all = wanted.isEmpty() && left.isEmpty();
        try {
            if (!all) {
                search(maildrop);
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("the maildrop could not be searched: " + e.getMessage(), e);
        }
    }

    private void search(Maildrop maildrop) throws MessagingException, IOException {
        int count = maildrop.getMessageCount();
        if (left.isAllOf(count, maildrop.uid(count))) {
            return;
        }
        Map<Integer, String> uids = maildrop.uids(LeftMails.MOST);
        left.keepOnly(uids.values());
        try {
            for (Map.Entry<Integer, String> mail : uids.entrySet()) {
                if (!left.contains(mail.getValue())) {
                    take(maildrop, mail.getKey(), mail.getValue());
                }
            }
        } finally {
            left.write();
        }
    }

    private void take(Maildrop maildrop, int number, String uid) throws MessagingException, IOException {
        if (wanted.isEmpty() || isWanted(maildrop, number, uid)) {
            found.add(number);
        } else {
            left.add(uid);
        }
    }

    private boolean isWanted(Maildrop maildrop, int number, String uid) throws MessagingException, IOException {
        Optional<InputStream> header = maildrop.header(number, LONGEST_HEADER);
        if (header.isEmpty()) {
            return false;
        }
        try (InputStream all = header.get()) {
            byte[] begin = all.readNBytes(LOOKED_AT);
            return wanted.orElseThrow().match(new MimeMessage((Session) null, new ByteArrayInputStream(begin)));
        } catch (TextTooLong e) {
            // It breaks this look, but no other.
            left.add(uid);
            throw e;
        }
    }
}
