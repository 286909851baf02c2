package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A mail store in a SQLite file. Mails are encrypted; who sends them to whom, when, and how long they are is not, but who gets one is
 * proved whenever it is read. One process at a time
 * may use it: its caller holds the lock of the home.
 */
public final class SqliteMailStore implements MailStore {

    /** So many mails expire in one transaction: others need not wait for all of them. */
    private static final int AT_ONCE = 500;

    private final EncryptedMails mails;
    private final SqliteDatabase database;
    private final SharedCommit commits;
    // Another connection: whoever looks need not wait for who writes.
    private final SqliteDatabase looking;
    private final MailReader reader;
    private final InstantSource clock;
    private final Arrivals arrivals;
    private final MailStoreLimits limits;
    private final VaultRoom room;
    private final Listeners listeners = new Listeners();

    private SqliteMailStore(
            EncryptedMails mails,
            SqliteDatabase looking,
            InstantSource clock,
            Arrivals arrivals,
            MailStoreLimits limits,
            VaultRoom room) {
        this.mails = mails;
        this.database = mails.database();
        this.commits = new SharedCommit(database);
        this.looking = looking;
        this.reader = mails.reader(looking);
        this.clock = clock;
        this.arrivals = arrivals;
        this.limits = limits;
        this.room = room;
    }

    /**
     * Opens the store, makes its two files if they are not there, and deletes what an earlier process did not finish writing.
     *
     * @param clock when a mail arrives, and is due to leave
     * @param random for keys
     * @throws LedgerFailure if the database is damaged or of a newer release, one of the files is open to others, or the keys are not those
     *     of its mails
     */
    public static SqliteMailStore open(
            VaultFiles files, InstantSource clock, SecureRandom random, MailStoreLimits limits) {
        EncryptedMails mails = EncryptedMails.open(files, MailTables.STORE, random);
        try {
            return open(mails, SqliteDatabase.openToRead(files.database(), DeliveryRows.SCHEMA), clock, limits);
        } catch (RuntimeException e) {
            mails.close();
            throw e;
        }
    }

    private static SqliteMailStore open(
            EncryptedMails mails, SqliteDatabase looking, InstantSource clock, MailStoreLimits limits) {
        try {
            return looking.transaction(
                    "open",
                    tx -> new SqliteMailStore(
                            mails,
                            looking,
                            clock,
                            new Arrivals(clock, VaultRows.newestId(tx)),
                            limits,
                            new VaultRoom("the store of mail", limits.whole(), VaultRows.total(tx))));
        } catch (RuntimeException e) {
            looking.close();
            throw e;
        }
    }

    @Override
    public StoredMail accept(String trace, InputStream mail, Recipients recipients) throws IOException {
        InputStream traced = new SequenceInputStream(new ByteArrayInputStream(trace.getBytes(UTF_8)), mail);
        return accept(traced, Long.MAX_VALUE, recipients);
    }

    private StoredMail accept(InputStream mail, long atMost, Recipients recipients) throws IOException {
        requireSomeRoom(recipients);
        StoredMail stored = room.fill(() -> {
            MailWriter writer = mails.writer(arrivals.next());
            return writer.write(mail, atMost, (bytes, row) -> commit(bytes, row, recipients, writer.proofs()));
        });
        listeners.tell(stored, recipients);
        return stored;
    }

    /** Before anything is read: what is full already takes no mail of any size. */
    private void requireSomeRoom(Recipients recipients) throws MailboxFull {
        for (MailAddress mailbox : recipients.mailboxes()) {
            limits.check(usage(mailbox).with(1));
        }
    }

    private StoredMail commit(
            long bytes, SqliteDatabase.Work<StoredMail> row, Recipients recipients, PlaceProofs proofs)
            throws IOException {
        try {
            return commits.transaction("accept a mail", tx -> {
                StoredMail mail = row.in(tx);
                deliver(tx, new MailboxEntry(mail, bytes), recipients, proofs);
                return mail;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void deliver(Transaction tx, MailboxEntry entry, Recipients recipients, PlaceProofs proofs)
            throws SQLException {
        DeliveryRows.take(
                tx,
                entry.mail().id(),
                recipients.mailboxes().size() + recipients.outside().size());
        try {
            for (MailAddress mailbox : recipients.mailboxes()) {
                limits.check(DeliveryRows.add(tx, mailbox, entry, proofs.of(new Place.Mailbox(mailbox))));
            }
            queue(tx, entry.mail(), recipients, proofs);
        } catch (MailboxFull e) {
            // Through the transaction, which takes all of it back.
            throw new UncheckedIOException(e);
        }
    }

    private void queue(Transaction tx, StoredMail mail, Recipients recipients, PlaceProofs proofs)
            throws SQLException, MailboxFull {
        for (MailAddress recipient : recipients.outside()) {
            Place.Queue place = new Place.Queue(recipients.sender(), recipient);
            QueueRows.add(tx, mail, place, proofs.of(place), Micros.of(clock.instant()));
        }
        if (recipients.sender().isPresent() && !recipients.outside().isEmpty()) {
            limits.checkWaiting(QueueRows.usage(tx, recipients.sender().get()));
        }
    }

    @Override
    public List<MailboxEntry> list(MailAddress mailbox) {
        return looking.transaction("list a mailbox", tx -> DeliveryRows.list(tx, mailbox));
    }

    @Override
    public MailboxUsage usage(MailAddress mailbox) {
        return looking.transaction("look at a mailbox", tx -> DeliveryRows.usage(tx, mailbox));
    }

    @Override
    public List<MailboxUsage> usages() {
        return looking.transaction("look at the mailboxes", DeliveryRows::usages);
    }

    @Override
    public void read(MailAddress mailbox, StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        reader.read(mailbox, mail, target);
    }

    @Override
    public void remove(MailAddress mailbox, Collection<StoredMail> removed) {
        List<Long> ids = removed.stream().map(StoredMail::id).toList();
        removed(database.transaction("remove mails", tx -> Removal.of(tx, mailbox, ids)));
    }

    /** As {@link Vault#remove}. */
    void removeLazily(MailAddress mailbox, StoredMail mail) {
        List<Long> ids = List.of(mail.id());
        removed(database.lazily("remove a mail", tx -> Removal.of(tx, mailbox, ids)));
    }

    /** As {@link Vault#force}. */
    void force() {
        database.force();
    }

    @Override
    public int expire(Instant before) {
        int expired = 0;
        for (MailboxUsage usage : usages()) {
            expired += expire(usage.mailbox(), Micros.of(before));
        }
        return expired;
    }

    private int expire(MailAddress mailbox, long before) {
        int expired = 0;
        Removal removal;
        do {
            removal = database.transaction(
                    "expire mails", tx -> Removal.of(tx, mailbox, DeliveryRows.before(tx, mailbox, before, AT_ONCE)));
            removed(removal);
            expired += removal.deliveries();
        } while (removal.deliveries() == AT_ONCE);
        return expired;
    }

    private void removed(Removal removal) {
        removal.deleted().forEach(room::leave);
        mails.removed();
    }

    @Override
    public Vault vault(MailAddress mailbox) {
        return new MailboxVault(this, mailbox);
    }

    /** As {@link Vault#store}, into one mailbox. */
    StoredMail store(MailAddress mailbox, InputStream mail, long atMost) throws IOException {
        return accept(mail, atMost, Recipients.mailbox(mailbox));
    }

    /** As {@link Vault#setAside}: a mail that cannot be read stays in its mailboxes, and no vault of one names it as pending. */
    void setAside(StoredMail mail) {
        database.transaction("set a mail aside", tx -> {
            VaultRows.setAside(tx, mail.id());
            return null;
        });
    }

    /** As {@link Vault#pending}. */
    List<StoredMail> pending(MailAddress mailbox) {
        return looking.transaction("list the pending", tx -> DeliveryRows.pending(tx, mailbox));
    }

    @Override
    public void onArrival(Consumer<Arrival> listener) {
        listeners.add(listener);
    }

    @Override
    public void onQueued(Runnable listener) {
        listeners.addForQueue(listener);
    }

    @Override
    public List<QueuedMail> take(int atMost, Instant until) {
        long now = Micros.of(clock.instant());
        return database.transaction("take what waits to leave", tx -> {
            List<QueuedMail> due = QueueRows.due(tx, now, atMost);
            for (QueuedMail mail : due) {
                QueueRows.attempt(tx, mail, Micros.of(until));
            }
            return due;
        });
    }

    @Override
    public void read(QueuedMail mail, OutputStream target) throws IOException, DamagedMail {
        reader.read(mail, target);
    }

    @Override
    public void settled(QueuedMail mail) {
        removed(database.transaction("settle a mail", tx -> Removal.of(tx, mail)));
    }

    @Override
    public void postpone(QueuedMail mail, Instant next) {
        database.transaction("postpone a mail", tx -> {
            QueueRows.postpone(tx, mail, Micros.of(next));
            return null;
        });
    }

    @Override
    public QueueUsage queue() {
        return looking.transaction("look at the queue", QueueRows::usage);
    }

    @Override
    public void tidy() {
        mails.tidy();
    }

    @Override
    public void close() {
        try {
            looking.close();
        } finally {
            mails.close();
        }
    }
}
