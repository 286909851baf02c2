package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailboxEntry;
import dev.mailshell.ledger.MailboxUsage;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mails of one mailbox as they were when a session began, by their numbers from 1. What is marked as deleted is there until {@link #update}. For one thread.
 */
final class Maildrop implements AutoCloseable {

    /** The list of so few mails is looked up at once, and is exactly what was there; that of more only if a client asks for it. */
    private static final int SMALL = 500;

    private final MailStore store;
    private final MailboxUsage usage;
    private final Runnable lock;
    private final Listening listening;
    private final BitSet deleted = new BitSet();
    private long deletedBytes;
    private List<MailboxEntry> entries;
    private boolean givenUp;

    /** @param lock is run once the maildrop is for others */
    Maildrop(MailStore store, MailAddress mailbox, Runnable lock, Listening listening) {
        this.store = store;
        this.usage = store.usage(mailbox);
        this.lock = lock;
        this.listening = listening;
        if (usage.mails() <= SMALL) {
            entries = store.list(mailbox);
        }
    }

    /** How many are not deleted. Needs no list of them, which in a large mailbox is long. */
    int count() {
        return (entries == null ? usage.mails() : entries.size()) - deleted.cardinality();
    }

    /** How long these are together, in octets. */
    long bytes() {
        long all = entries == null
                ? usage.bytes()
                : entries.stream().mapToLong(MailboxEntry::bytes).sum();
        return all - deletedBytes;
    }

    /** The numbers of those that are not deleted. */
    IntStream numbers() {
        return IntStream.rangeClosed(1, entries().size()).filter(number -> !deleted.get(number));
    }

    /** @throws NegativeAnswer if there is none of that number, or it is deleted */
    MailboxEntry get(int number) throws NegativeAnswer {
        if (number < 1 || number > entries().size()) {
            throw NegativeAnswer.of("there is no message " + number);
        }
        if (deleted.get(number)) {
            throw NegativeAnswer.of("message " + number + " is deleted");
        }
        return entries.get(number - 1);
    }

    /** One that {@link #numbers} names. */
    MailboxEntry listed(int number) {
        return entries().get(number - 1);
    }

    void delete(int number) throws NegativeAnswer {
        deletedBytes += get(number).bytes();
        deleted.set(number);
    }

    void reset() {
        deleted.clear();
        deletedBytes = 0;
    }

    void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        store.read(usage.mailbox(), mail, target);
    }

    /** Removes for good, all or none, what is marked as deleted. */
    void update() {
        if (!deleted.isEmpty()) {
            store.remove(
                    usage.mailbox(),
                    deleted.stream().mapToObj(number -> listed(number).mail()).toList());
        }
    }

    /** Gives the maildrop up, for who only waits for mail. */
    Listening giveUp() {
        // Once: afterwards it may be that of another session.
        if (!givenUp) {
            givenUp = true;
            lock.run();
        }
        return listening;
    }

    /** Gives all up; nothing is removed. */
    @Override
    public void close() {
        giveUp().close();
    }

    /** What came since the session began stands behind the others, and does not count. */
    private List<MailboxEntry> entries() {
        if (entries == null) {
            List<MailboxEntry> all = store.list(usage.mailbox());
            entries = all.subList(0, Math.min(usage.mails(), all.size()));
        }
        return entries;
    }
}
