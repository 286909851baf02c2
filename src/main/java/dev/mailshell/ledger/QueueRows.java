package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What waits to leave a mail store: one row a mail and recipient outside. */
final class QueueRows {

    private QueueRows() {}

    /** Due at {@code now}. */
    static void add(Transaction tx, StoredMail mail, Place.Queue place, byte[] proof, long now) throws SQLException {
        tx.update(
                "INSERT INTO queue (mail, recipient, sender, due, proof) VALUES (?, ?, ?, ?, ?)",
                mail.id(),
                place.recipient().value(),
                place.sender().map(MailAddress::value).orElse(null),
                now,
                proof);
    }

    /** Those due at {@code now}, the longest due first. */
    static List<QueuedMail> due(Transaction tx, long now, int atMost) throws SQLException {
        return tx.all(
                "SELECT m.id, m.too_large, m.bytes, q.sender, q.recipient, q.attempts"
                        + " FROM queue q JOIN mails m ON m.id = q.mail WHERE q.due <= ?"
                        + " ORDER BY q.due, q.mail, q.recipient LIMIT ?",
                QueueRows::mail,
                now,
                atMost);
    }

    /** Counts an attempt, and puts the next off. */
    static void attempt(Transaction tx, QueuedMail mail, long due) throws SQLException {
        tx.update(
                "UPDATE queue SET attempts = attempts + 1, due = ? WHERE mail = ? AND recipient = ?",
                due,
                mail.mail().id(),
                mail.recipient().value());
    }

    static void postpone(Transaction tx, QueuedMail mail, long due) throws SQLException {
        tx.update(
                "UPDATE queue SET due = ? WHERE mail = ? AND recipient = ?",
                due,
                mail.mail().id(),
                mail.recipient().value());
    }

    /** Whether it was there. */
    static boolean remove(Transaction tx, QueuedMail mail) throws SQLException {
        return tx.update(
                        "DELETE FROM queue WHERE mail = ? AND recipient = ?",
                        mail.mail().id(),
                        mail.recipient().value())
                > 0;
    }

    /** What proves that a mail is to leave as it was taken; empty if no row says so. */
    static Optional<byte[]> proof(Transaction tx, QueuedMail mail) throws SQLException {
        return tx.first(
                "SELECT proof FROM queue WHERE mail = ? AND recipient = ?",
                row -> row.getBytes(1),
                mail.mail().id(),
                mail.recipient().value());
    }

    static MailStore.QueueUsage usage(Transaction tx) throws SQLException {
        return tx.first(
                        "SELECT COUNT(*), MIN(mail) AS oldest FROM queue",
                        row -> new MailStore.QueueUsage(row.getInt(1), Micros.read(row, "oldest")))
                .orElseThrow();
    }

    /** The recipients that mail of {@code sender} waits for, and its bytes, each mail once. */
    static MailboxUsage usage(Transaction tx, MailAddress sender) throws SQLException {
        return tx.first(
                        "SELECT COUNT(*), (SELECT COALESCE(SUM(bytes), 0) FROM mails"
                                + " WHERE id IN (SELECT mail FROM queue WHERE sender = ?)) FROM queue WHERE sender = ?",
                        row -> new MailboxUsage(sender, row.getInt(1), row.getLong(2), Optional.empty()),
                        sender.value(),
                        sender.value())
                .orElseThrow();
    }

    private static QueuedMail mail(ResultSet row) throws SQLException {
        return new QueuedMail(
                new StoredMail(row.getLong(1), row.getInt(2) != 0),
                row.getLong(3),
                Optional.ofNullable(row.getString(4)).map(MailAddress::new),
                new MailAddress(row.getString(5)),
                row.getInt(6));
    }
}
