package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A vault in a SQLite file (WAL) of mode 0600. Each mail is encrypted with AES-256-GCM under a key of its
 * own, and this one under a key that lies in another file. One process at a time may use it: its caller holds the lock of the home.
 */
public final class SqliteVault implements Vault {

    /** Before there are tables: what is deleted is overwritten, and its space goes back to the system. */
    private static final List<String> SETTINGS =
            List.of("PRAGMA auto_vacuum = FULL", "PRAGMA secure_delete = ON", "PRAGMA journal_size_limit = 1048576");

    /** So long a damaged mail is there for who looks into it. */
    private static final Duration LOOKED_INTO = Duration.ofDays(30);

    private final SqliteDatabase database;
    private final VaultKeys keys;
    private final VaultKey newest;
    private final SecureRandom random;
    private final Arrivals arrivals;
    private final VaultRoom room;
    private volatile boolean isTidy = true;

    private SqliteVault(
            SqliteDatabase database, VaultKeys keys, SecureRandom random, Arrivals arrivals, VaultRoom room) {
        this.database = database;
        this.keys = keys;
        this.newest = keys.newest().orElseThrow();
        this.random = random;
        this.arrivals = arrivals;
        this.room = room;
    }

    /**
     * Opens the vault, makes its two files if they are not there, and deletes what an earlier process did not finish writing, or set aside
     * a month ago.
     *
     * @param clock when a mail arrives
     * @param random for keys
     * @throws LedgerFailure if the database is damaged or of a newer release, one of the files is open to others, or the keys are not those
     *     of its mails
     */
    public static SqliteVault open(VaultFiles files, InstantSource clock, SecureRandom random, VaultLimits limits) {
        SqliteDatabase database = connect(files);
        try {
            VaultKeys keys = keys(database, files);
            return database.transaction("open", tx -> {
                VaultRows.deleteUnfinished(tx);
                VaultRows.deleteSetAside(tx, Micros.of(clock.instant().minus(LOOKED_INTO)));
                VaultRows.Total total = VaultRows.total(tx);
                return new SqliteVault(
                        database,
                        keys.newest().isPresent() ? keys : keys.withNew(random),
                        random,
                        new Arrivals(clock, VaultRows.newest(tx)),
                        new VaultRoom(limits, total.mails(), total.bytes()));
            });
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    static SqliteDatabase connect(VaultFiles files) {
        return SqliteDatabase.open(files.database(), VaultRows.SCHEMA, SETTINGS);
    }

    /** The keys, unless they are those of another vault. */
    static VaultKeys keys(SqliteDatabase database, VaultFiles files) {
        VaultKeys keys = VaultKeys.read(files.keys());
        List<String> needed = database.transaction("look for keys", VaultRows::neededKeys);
        // A single one may be missing because its row is damaged, which must not keep us from the other mails.
        if (!needed.isEmpty() && needed.stream().allMatch(id -> keys.find(id).isEmpty())) {
            throw new LedgerFailure(
                    SqliteDatabase.nameOf(files.keys()) + " lacks the key " + needed.get(0) + ", which mails in "
                            + SqliteDatabase.nameOf(files.database()) + " are encrypted under",
                    "put the file of keys back from a backup; or move " + files.database()
                            + " away, and its mails from the folder of received mail back into the one that is read");
        }
        return keys;
    }

    @Override
    public StoredMail store(InputStream mail, long atMost) throws IOException {
        room.takePlace();
        boolean stored = false;
        try {
            MailWriter writer = new MailWriter(database, newest, random, arrivals.next());
            StoredMail entry = writer.write(mail, atMost);
            room.take(writer.bytes());
            stored = true;
            return entry;
        } finally {
            if (!stored) {
                room.leave(0);
            }
        }
    }

    @Override
    public void force() {
        database.force();
    }

    @Override
    public void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        VaultRows.Wrapped row = database.transaction("find a mail", tx -> VaultRows.key(tx, mail))
                .orElseThrow(() -> new DamagedMail("it is not in the vault"));
        ChunkCipher cipher = new ChunkCipher(mail.id(), keys.unwrap(row));
        // How many there are is not proved, but the last chunk says that it is the last.
        int chunks = database.transaction("count the pieces of a mail", tx -> VaultRows.chunks(tx, mail));
        if (chunks == 0) {
            throw new DamagedMail("its content is not in the vault");
        }
        for (int i = 0; i < chunks; i++) {
            target.write(cipher.open(i, i == chunks - 1, chunk(mail, i)));
        }
    }

    private byte[] chunk(StoredMail mail, int number) throws DamagedMail {
        return database.transaction("read a mail", tx -> VaultRows.chunk(tx, mail, number))
                .orElseThrow(() -> new DamagedMail("chunk " + number + " is not in the vault"));
    }

    @Override
    public void remove(StoredMail mail) {
        // Lazily: a mail that is met again is recognised, so its removal is not worth a wait for the disk.
        database.lazily("remove a mail", tx -> VaultRows.delete(tx, mail.id())).ifPresent(room::leave);
        isTidy = false;
    }

    @Override
    public void setAside(StoredMail mail) {
        database.transaction("set a mail aside", tx -> {
            VaultRows.setAside(tx, mail.id());
            return null;
        });
    }

    @Override
    public List<StoredMail> pending() {
        return database.transaction("list the pending", VaultRows::pending);
    }

    @Override
    public void tidy() {
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
