package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a mail store, and which mail is in which mailbox. A mail is there as long as it has a place: in a mailbox or the queue. Who
 * can write the database can write any row: whose mail it is, only {@link PlaceProofs} say.
 */
final class DeliveryRows {

    static final Schema SCHEMA = new Schema(
            List.of(List.of(
                    """
            CREATE TABLE mails (
                id INTEGER PRIMARY KEY,
                too_large INTEGER NOT NULL,
                bytes INTEGER NOT NULL,
                key_id TEXT NOT NULL,
                wrapped_key TEXT NOT NULL,
                set_aside INTEGER NOT NULL DEFAULT 0,
                places INTEGER NOT NULL DEFAULT 0)""",
                    // With a rowid: the index is small, and says without their content which chunks there are.
                    """
            CREATE TABLE chunks (
                mail INTEGER NOT NULL,
                number INTEGER NOT NULL,
                sealed BLOB NOT NULL,
                PRIMARY KEY (mail, number))""",
                    """
            CREATE TABLE mailboxes (
                id INTEGER PRIMARY KEY,
                address TEXT NOT NULL UNIQUE COLLATE NOCASE,
                mails INTEGER NOT NULL,
                bytes INTEGER NOT NULL)""",
                    """
            CREATE TABLE deliveries (
                mailbox INTEGER NOT NULL,
                mail INTEGER NOT NULL,
                too_large INTEGER NOT NULL,
                bytes INTEGER NOT NULL,
                proof BLOB NOT NULL,
                PRIMARY KEY (mailbox, mail)) WITHOUT ROWID""",
                    """
            CREATE TABLE queue (
                mail INTEGER NOT NULL,
                recipient TEXT NOT NULL,
                sender TEXT COLLATE NOCASE,
                attempts INTEGER NOT NULL DEFAULT 0,
                due INTEGER NOT NULL,
                proof BLOB NOT NULL,
                PRIMARY KEY (mail, recipient)) WITHOUT ROWID""",
                    "CREATE INDEX queue_due ON queue (due, mail)",
                    "CREATE INDEX queue_sender ON queue (sender, mail)")),
            // Each chunk is proved when it is read.
            List.of("chunks"));

    private static final String USAGE =
            "SELECT address, mails, bytes, (SELECT MIN(mail) FROM deliveries WHERE mailbox = id) AS oldest"
                    + " FROM mailboxes";

    private static final String DELIVERED = " FROM mailboxes b JOIN deliveries d ON d.mailbox = b.id";
    private static final String IN_MAILBOX = DELIVERED + " JOIN mails m ON m.id = d.mail WHERE b.address = ?";

    private DeliveryRows() {}

    /** Puts a mail into a mailbox; how much is in it then. */
    static MailboxUsage add(Transaction tx, MailAddress mailbox, MailboxEntry entry, byte[] proof) throws SQLException {
        tx.update(
                "INSERT INTO mailboxes (address, mails, bytes) VALUES (?, 1, ?)"
                        + " ON CONFLICT (address) DO UPDATE SET mails = mails + 1, bytes = bytes + excluded.bytes",
                mailbox.value(),
                entry.bytes());
        tx.update(
                "INSERT INTO deliveries (mailbox, mail, too_large, bytes, proof)"
                        + " SELECT id, ?, ?, ?, ? FROM mailboxes WHERE address = ?",
                entry.mail().id(),
                entry.mail().tooLarge() ? 1 : 0,
                entry.bytes(),
                proof,
                mailbox.value());
        return usage(tx, mailbox);
    }

    /** Takes a mail out of a mailbox; whether it was there. */
    static boolean remove(Transaction tx, MailAddress mailbox, long mail) throws SQLException {
        Optional<Long> removed = tx.first(
                "DELETE FROM deliveries WHERE mail = ? AND mailbox = (SELECT id FROM mailboxes WHERE address = ?)"
                        + " RETURNING bytes",
                row -> row.getLong(1),
                mail,
                mailbox.value());
        if (removed.isEmpty()) {
            return false;
        }
        tx.update(
                "UPDATE mailboxes SET mails = mails - 1, bytes = bytes - ? WHERE address = ?",
                removed.get(),
                mailbox.value());
        tx.update("DELETE FROM mailboxes WHERE address = ? AND mails = 0", mailbox.value());
        return true;
    }

    /** A mail has so many places more. */
    static void take(Transaction tx, long mail, int places) throws SQLException {
        tx.update("UPDATE mails SET places = places + ? WHERE id = ?", places, mail);
    }

    /** A mail has a place less; without any it is deleted, and how long it was comes back. */
    static Optional<Long> leave(Transaction tx, long mail) throws SQLException {
        boolean goes = tx.first(
                        "UPDATE mails SET places = places - 1 WHERE id = ? RETURNING places",
                        row -> row.getInt(1) <= 0,
                        mail)
                .orElse(false);
        return goes ? VaultRows.delete(tx, mail) : Optional.empty();
    }

    /** Whether a row says that a mail is in a mailbox or the queue. */
    static boolean isSomewhere(Transaction tx, long mail) throws SQLException {
        return tx.first(
                        // CROSS JOIN in SQLite: by the mailboxes, which are few. No index finds a mail's deliveries.
                        "SELECT 1 FROM queue WHERE mail = ? UNION ALL SELECT 1 FROM mailboxes b CROSS JOIN deliveries d"
                                + " WHERE d.mailbox = b.id AND d.mail = ? LIMIT 1",
                        row -> true,
                        mail,
                        mail)
                .isPresent();
    }

    /** What proves that a mail is in a mailbox; empty if no row says so. */
    static Optional<byte[]> proof(Transaction tx, MailAddress mailbox, StoredMail mail) throws SQLException {
        return tx.first(
                "SELECT d.proof" + DELIVERED + " WHERE b.address = ? AND d.mail = ?",
                row -> row.getBytes(1),
                mailbox.value(),
                mail.id());
    }

    static List<MailboxEntry> list(Transaction tx, MailAddress mailbox) throws SQLException {
        return tx.all(
                "SELECT d.mail, d.too_large, d.bytes" + DELIVERED + " WHERE b.address = ? ORDER BY d.mail",
                row -> new MailboxEntry(new StoredMail(row.getLong(1), row.getInt(2) != 0), row.getLong(3)),
                mailbox.value());
    }

    /** Those that are not set aside. */
    static List<StoredMail> pending(Transaction tx, MailAddress mailbox) throws SQLException {
        return tx.all(
                "SELECT m.id, m.too_large" + IN_MAILBOX + " AND m.set_aside = 0 ORDER BY d.mail",
                row -> new StoredMail(row.getLong(1), row.getInt(2) != 0),
                mailbox.value());
    }

    /** The newest first. */
    static List<KeptMail> newest(Transaction tx, MailAddress mailbox, int atMost) throws SQLException {
        return tx.all(
                "SELECT m.id, m.too_large, m.bytes, m.set_aside" + IN_MAILBOX + " ORDER BY d.mail DESC LIMIT ?",
                row -> VaultRows.kept(row, Optional.of(mailbox)),
                mailbox.value(),
                atMost);
    }

    /** The oldest that came before {@code before}, at most {@code atMost}. */
    static List<Long> before(Transaction tx, MailAddress mailbox, long before, int atMost) throws SQLException {
        return tx.all(
                "SELECT d.mail" + DELIVERED + " WHERE b.address = ? AND d.mail < ? ORDER BY d.mail LIMIT ?",
                row -> row.getLong(1),
                mailbox.value(),
                before,
                atMost);
    }

    static MailboxUsage usage(Transaction tx, MailAddress mailbox) throws SQLException {
        return tx.first(USAGE + " WHERE address = ?", DeliveryRows::usage, mailbox.value())
                .orElse(new MailboxUsage(mailbox, 0, 0, Optional.empty()));
    }

    static List<MailboxUsage> usages(Transaction tx) throws SQLException {
        return tx.all(USAGE + " ORDER BY address", DeliveryRows::usage);
    }

    private static MailboxUsage usage(ResultSet row) throws SQLException {
        return new MailboxUsage(
                new MailAddress(row.getString(1)), row.getInt(2), row.getLong(3), Micros.read(row, "oldest"));
    }
}
