package dev.mailshell.ledger;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts a new key in the place of those that the keys of mails are encrypted under. No mail is encrypted anew. Whenever the process is
 * killed, every mail can be read with the keys that are then in the file.
 */
public final class VaultKeyRotation {

    /** A hub has more mails than fit into memory. */
    private static final int AT_ONCE = 1000;

    private final SqliteDatabase database;
    private final VaultFiles files;
    private final MailTables tables;
    private final SecureRandom random;

    private VaultKeyRotation(SqliteDatabase database, VaultFiles files, MailTables tables, SecureRandom random) {
        this.database = database;
        this.files = files;
        this.tables = tables;
        this.random = random;
    }

    /**
     * What a rotation did.
     *
     * @param keyId of the new key
     * @param mails whose keys are under it now
     * @param damaged mails whose keys could not be read; they are set aside
     */
    public record Result(String keyId, int mails, int damaged) {}

    /**
     * Rotates the key of a vault, for who keeps a client of this home from running; a server is kept from it here.
     *
     * @throws LedgerFailure if a server runs in the home, or as {@link SqliteVault#open} says
     */
    public static Result run(VaultFiles files, SecureRandom random) {
        return run(files, MailTables.VAULT, random);
    }

    /**
     * Rotates the key of a hub's mail store.
     *
     * @throws LedgerFailure if the hub runs, or as {@link SqliteMailStore#open} says
     */
    public static Result runForStore(VaultFiles files, SecureRandom random) {
        return run(files, MailTables.STORE, random);
    }

    private static Result run(VaultFiles files, MailTables tables, SecureRandom random) {
        ExclusiveLock home =
                ExclusiveLock.take(files.database().toAbsolutePath().resolveSibling(LedgerLock.NAME), 0);
        try {
            SqliteDatabase database = EncryptedMails.connect(files, tables);
            try {
                return new VaultKeyRotation(database, files, tables, random).rotate();
            } finally {
                database.close();
            }
        } finally {
            home.close();
        }
    }

    private Result rotate() {
        VaultKeys keys = EncryptedMails.keys(database, files, tables).withNew(random);
        VaultKey newest = keys.newest().orElseThrow();
        Result result = database.transaction("rotate the key", tx -> rewrap(tx, keys, newest));
        // What is in the log under the old keys goes before they do.
        if (!database.emptyLog()) {
            throw new LedgerFailure(
                    "mails are under the new key, but their old keys are still in the log of "
                            + SqliteDatabase.nameOf(files.database()) + ", which another program reads",
                    "end that program, such as a backup, and rotate again");
        }
        keys.onlyNewest();
        return result;
    }

    private Result rewrap(Transaction tx, VaultKeys keys, VaultKey newest) throws SQLException {
        int mails = 0;
        int damaged = 0;
        long last = Long.MIN_VALUE;
        List<VaultRows.Wrapped> rows = VaultRows.keys(tx, last, AT_ONCE);
        while (!rows.isEmpty()) {
            for (VaultRows.Wrapped row : rows) {
                boolean whole = rewrap(tx, row, keys, newest);
                mails += whole ? 1 : 0;
                damaged += whole ? 0 : 1;
                last = row.mail().id();
            }
            rows = VaultRows.keys(tx, last, AT_ONCE);
        }
        return new Result(newest.id(), mails, damaged);
    }

    private boolean rewrap(Transaction tx, VaultRows.Wrapped row, VaultKeys keys, VaultKey newest) throws SQLException {
        try {
            byte[] key = keys.unwrap(row);
            VaultRows.changeKey(
                    tx, new VaultRows.Wrapped(row.mail(), newest.id(), newest.wrap(row.mail(), key, random)));
            return true;
        } catch (DamagedMail e) {
            VaultRows.setAside(tx, row.mail().id());
            return false;
        }
    }
}
