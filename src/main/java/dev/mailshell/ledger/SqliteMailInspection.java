package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A look into the SQLite file of a vault or a mail store. Each look is short, so that it keeps nobody from writing. */
public final class SqliteMailInspection implements MailInspection {

    private static final Comparator<KeptMail> NEWEST_FIRST =
            Comparator.<KeptMail>comparingLong(kept -> kept.mail().id()).reversed();

    private final MailTables tables;
    private final SqliteDatabase database;
    private final MailReader reader;

    private SqliteMailInspection(MailTables tables, SqliteDatabase database, MailReader reader) {
        this.tables = tables;
        this.database = database;
        this.reader = reader;
    }

    /**
     * Opens a vault.
     *
     * @throws LedgerFailure if it is not there or was not written by this release, or its files are open to others
     */
    public static SqliteMailInspection ofVault(VaultFiles files) {
        return open(files, MailTables.VAULT);
    }

    /**
     * Opens a hub's mail store.
     *
     * @throws LedgerFailure if it is not there or was not written by this release, or its files are open to others
     */
    public static SqliteMailInspection ofStore(VaultFiles files) {
        return open(files, MailTables.STORE);
    }

    private static SqliteMailInspection open(VaultFiles files, MailTables tables) {
        SqliteDatabase database = SqliteDatabase.openToRead(files.database(), tables.schema());
        try {
            return new SqliteMailInspection(tables, database, new MailReader(database, VaultKeys.read(files)));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public List<KeptMail> newest(Optional<MailAddress> mailbox, int atMost) {
        if (tables == MailTables.VAULT) {
            return mailbox.isPresent()
                    ? List.of()
                    : database.transaction("list the mails", tx -> VaultRows.newest(tx, atMost));
        }
        Stream<MailAddress> mailboxes =
                mailbox.map(Stream::of).orElseGet(() -> usages().stream().map(MailboxUsage::mailbox));
        return mailboxes
                .flatMap(one ->
                        database.transaction("list a mailbox", tx -> DeliveryRows.newest(tx, one, atMost)).stream())
                .sorted(NEWEST_FIRST)
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<StoredMail> find(String name) {
        return StoredMail.idOf(name).flatMap(id -> database.transaction("find a mail", tx -> VaultRows.find(tx, id)));
    }

    @Override
    public void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        reader.read(mail, target);
    }

    @Override
    public void read(MailAddress mailbox, StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        if (tables == MailTables.VAULT) {
            throw new DamagedMail("it is not in the mailbox");
        }
        reader.read(mailbox, mail, target);
    }

    @Override
    public List<MailboxUsage> usages() {
        return tables == MailTables.VAULT
                ? List.of()
                : database.transaction("look at the mailboxes", DeliveryRows::usages);
    }

    @Override
    public MailStore.QueueUsage queue() {
        return tables == MailTables.VAULT
                ? new MailStore.QueueUsage(0, Optional.empty())
                : database.transaction("look at the queue", QueueRows::usage);
    }

    @Override
    public void close() {
        database.close();
    }
}
