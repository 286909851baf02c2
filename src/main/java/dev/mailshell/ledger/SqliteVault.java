package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A vault in a SQLite file. One process at a time may use it: its caller holds the lock of the home. */
public final class SqliteVault implements Vault {

    /** So long a damaged mail is there for who looks into it. */
    private static final Duration LOOKED_INTO = Duration.ofDays(30);

    private final EncryptedMails mails;
    private final SqliteDatabase database;
    private final MailReader reader;
    private final Arrivals arrivals;
    private final VaultRoom room;

    private SqliteVault(EncryptedMails mails, Arrivals arrivals, VaultRoom room) {
        this.mails = mails;
        this.database = mails.database();
        this.reader = mails.reader(database);
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
        EncryptedMails mails = EncryptedMails.open(files, MailTables.VAULT, random);
        try {
            return mails.database().transaction("open", tx -> {
                VaultRows.deleteSetAside(tx, Micros.of(clock.instant().minus(LOOKED_INTO)));
                return new SqliteVault(
                        mails,
                        new Arrivals(clock, VaultRows.newestId(tx)),
                        new VaultRoom("the vault", limits, VaultRows.total(tx)));
            });
        } catch (RuntimeException e) {
            mails.close();
            throw e;
        }
    }

    @Override
    public StoredMail store(InputStream mail, long atMost) throws IOException {
        return room.fill(() -> mails.writer(arrivals.next())
                .write(mail, atMost, (bytes, row) -> database.lazily("store a mail", row)));
    }

    @Override
    public void force() {
        database.force();
    }

    @Override
    public void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        reader.read(mail, target);
    }

    @Override
    public void remove(StoredMail mail) {
        // Lazily: a mail that is met again is recognised, so its removal is not worth a wait for the disk.
        database.lazily("remove a mail", tx -> VaultRows.delete(tx, mail.id())).ifPresent(room::leave);
        mails.removed();
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
        mails.tidy();
    }

    @Override
    public void close() {
        mails.close();
    }
}
