package dev.mailshell.ledger;

import java.security.SecureRandom;
import java.util.List;

/**
 * Mails in a SQLite file (WAL) of mode 0600, each encrypted with AES-256-GCM under a key of its own, and this one under a key that lies
 * in another file: what a vault and a mail store have in common. One process at a time may use it: its caller holds the lock of the home.
 */
final class EncryptedMails implements AutoCloseable {

    /** Before there are tables: what is deleted is overwritten, and its space goes back to the system. */
    private static final List<String> SETTINGS =
            List.of("PRAGMA auto_vacuum = FULL", "PRAGMA secure_delete = ON", "PRAGMA journal_size_limit = 1048576");

    private final SqliteDatabase database;
    private final VaultKeys keys;
    private final VaultKey newest;
    private final SecureRandom random;
    private volatile boolean isTidy = true;

    private EncryptedMails(SqliteDatabase database, VaultKeys keys, SecureRandom random) {
        this.database = database;
        this.keys = keys;
        this.newest = keys.newest().orElseThrow();
        this.random = random;
    }

    /**
     * Opens the database, makes its two files if they are not there, and deletes what an earlier process did not finish writing.
     *
     * @param random for keys
     * @throws LedgerFailure if the database is damaged or of a newer release, one of the files is open to others, or the keys are not those
     *     of its mails
     */
    static EncryptedMails open(VaultFiles files, MailTables tables, SecureRandom random) {
        SqliteDatabase database = connect(files, tables);
        try {
            VaultKeys keys = keys(database, files, tables);
            database.transaction("open", tx -> {
                VaultRows.deleteUnfinished(tx);
                return null;
            });
            return new EncryptedMails(database, keys.newest().isPresent() ? keys : keys.withNew(random), random);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    static SqliteDatabase connect(VaultFiles files, MailTables tables) {
        return SqliteDatabase.open(files.database(), tables.schema(), SETTINGS);
    }

    /** The keys, unless they are those of another database. */
    static VaultKeys keys(SqliteDatabase database, VaultFiles files, MailTables tables) {
        VaultKeys keys = VaultKeys.read(files);
        List<String> needed = database.transaction("look for keys", VaultRows::neededKeys);
        // A single one may be missing because its row is damaged, which must not keep us from the other mails.
        if (!needed.isEmpty() && needed.stream().allMatch(id -> keys.find(id).isEmpty())) {
            throw new LedgerFailure(
                    SqliteDatabase.nameOf(files.keys()) + " lacks the key " + needed.get(0) + ", which mails in "
                            + SqliteDatabase.nameOf(files.database()) + " are encrypted under",
                    tables.withoutKeys(files.database()));
        }
        return keys;
    }

    SqliteDatabase database() {
        return database;
    }

    /** Writes the mail that gets the number {@code id}. */
    MailWriter writer(long id) {
        return new MailWriter(database, newest, random, id);
    }

    /** Reads mails by a connection to the database. */
    MailReader reader(SqliteDatabase connection) {
        return new MailReader(connection, keys);
    }

    /** Something was removed, whose space {@link #tidy} gives back. */
    void removed() {
        isTidy = false;
    }

    /** Gives the space of what was removed back to the system. */
    void tidy() {
        if (!isTidy) {
            isTidy = true;
            database.emptyLog();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
