package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tables of a vault. Chunks count only once a row of their mail is there. */
final class VaultRows {

    static final Schema SCHEMA = new Schema(
            List.of(
                    List.of(
                            """
            CREATE TABLE mails (
                id INTEGER PRIMARY KEY,
                too_large INTEGER NOT NULL,
                bytes INTEGER NOT NULL,
                key_id TEXT NOT NULL,
                wrapped_key TEXT NOT NULL,
                set_aside INTEGER NOT NULL DEFAULT 0)""",
                            """
            CREATE TABLE chunks (
                mail INTEGER NOT NULL,
                number INTEGER NOT NULL,
                sealed BLOB NOT NULL,
                PRIMARY KEY (mail, number)) WITHOUT ROWID""")));

    /** The key of a mail, as its row has it. */
    record Wrapped(StoredMail mail, String keyId, String key) {}

    /** How many mails there are, and their bytes. */
    record Total(int mails, long bytes) {}

    private VaultRows() {}

    static void addChunk(Transaction tx, long mail, int number, byte[] sealed) throws SQLException {
        tx.update("INSERT INTO chunks (mail, number, sealed) VALUES (?, ?, ?)", mail, number, sealed);
    }

    static void add(Transaction tx, Wrapped row, long bytes) throws SQLException {
        tx.update(
                "INSERT INTO mails (id, too_large, bytes, key_id, wrapped_key) VALUES (?, ?, ?, ?, ?)",
                row.mail().id(),
                row.mail().tooLarge() ? 1 : 0,
                bytes,
                row.keyId(),
                row.key());
    }

    static void changeKey(Transaction tx, Wrapped row) throws SQLException {
        tx.update(
                "UPDATE mails SET key_id = ?, wrapped_key = ? WHERE id = ?",
                row.keyId(),
                row.key(),
                row.mail().id());
    }

    /** Deletes a mail; its bytes, if it was there. */
    static Optional<Long> delete(Transaction tx, long mail) throws SQLException {
        deleteChunks(tx, mail);
        return tx.first("DELETE FROM mails WHERE id = ? RETURNING bytes", row -> row.getLong(1), mail);
    }

    static void deleteChunks(Transaction tx, long mail) throws SQLException {
        tx.update("DELETE FROM chunks WHERE mail = ?", mail);
    }

    /** Deletes what a killed process did not finish writing. */
    static void deleteUnfinished(Transaction tx) throws SQLException {
        // Looked for in the index alone, without the mails' content.
        tx.update("DELETE FROM chunks WHERE mail IN (SELECT DISTINCT mail FROM chunks EXCEPT SELECT id FROM mails)");
    }

    static void setAside(Transaction tx, long mail) throws SQLException {
        tx.update("UPDATE mails SET set_aside = 1 WHERE id = ?", mail);
    }

    static void deleteSetAside(Transaction tx, long before) throws SQLException {
        tx.update("DELETE FROM chunks WHERE mail IN (SELECT id FROM mails WHERE set_aside = 1 AND id < ?)", before);
        tx.update("DELETE FROM mails WHERE set_aside = 1 AND id < ?", before);
    }

    static List<StoredMail> pending(Transaction tx) throws SQLException {
        return tx.all(
                "SELECT id, too_large FROM mails WHERE set_aside = 0 ORDER BY id",
                row -> new StoredMail(row.getLong(1), row.getInt(2) != 0));
    }

    /** Those of mails that are not set aside, in the order of their numbers, from that after {@code last} on. */
    static List<Wrapped> keys(Transaction tx, long last, int atMost) throws SQLException {
        return tx.all(
                "SELECT id, too_large, key_id, wrapped_key FROM mails WHERE set_aside = 0 AND id > ? ORDER BY id LIMIT ?",
                row -> new Wrapped(
                        new StoredMail(row.getLong(1), row.getInt(2) != 0), row.getString(3), row.getString(4)),
                last,
                atMost);
    }

    static Optional<Wrapped> key(Transaction tx, StoredMail mail) throws SQLException {
        return tx.first(
                "SELECT key_id, wrapped_key FROM mails WHERE id = ?",
                row -> new Wrapped(mail, row.getString(1), row.getString(2)),
                mail.id());
    }

    static int chunks(Transaction tx, StoredMail mail) throws SQLException {
        return tx.first("SELECT COUNT(*) FROM chunks WHERE mail = ?", row -> row.getInt(1), mail.id())
                .orElseThrow();
    }

    static Optional<byte[]> chunk(Transaction tx, StoredMail mail, int number) throws SQLException {
        return tx.first(
                "SELECT sealed FROM chunks WHERE mail = ? AND number = ?", row -> row.getBytes(1), mail.id(), number);
    }

    static Total total(Transaction tx) throws SQLException {
        return tx.first("SELECT COUNT(*), TOTAL(bytes) FROM mails", row -> new Total(row.getInt(1), row.getLong(2)))
                .orElseThrow();
    }

    /** The mail of this number. */
    static Optional<StoredMail> find(Transaction tx, long mail) throws SQLException {
        return tx.first(
                "SELECT id, too_large FROM mails WHERE id = ?",
                row -> new StoredMail(row.getLong(1), row.getInt(2) != 0),
                mail);
    }

    /** The newest first. */
    static List<KeptMail> newest(Transaction tx, int atMost) throws SQLException {
        return tx.all(
                "SELECT id, too_large, bytes, set_aside FROM mails ORDER BY id DESC LIMIT ?",
                row -> kept(row, Optional.empty()),
                atMost);
    }

    /** Of a row that begins with id, too_large, bytes and set_aside. */
    static KeptMail kept(ResultSet row, Optional<MailAddress> mailbox) throws SQLException {
        return new KeptMail(
                new StoredMail(row.getLong(1), row.getInt(2) != 0), row.getLong(3), mailbox, row.getInt(4) != 0);
    }

    static long newestId(Transaction tx) throws SQLException {
        return tx.first("SELECT COALESCE(MAX(id), 0) FROM mails", row -> row.getLong(1))
                .orElseThrow();
    }

    /** The ids of the keys that pending mails need. */
    static List<String> neededKeys(Transaction tx) throws SQLException {
        return tx.all("SELECT DISTINCT key_id FROM mails WHERE set_aside = 0", row -> row.getString(1));
    }
}
