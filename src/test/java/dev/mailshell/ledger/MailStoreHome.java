package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mailshell.model.MailAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Mail stores of one folder, and what a thief or a bad disk does to them. */
record MailStoreHome(Path directory) {

    static final MailAddress ALICE = new MailAddress("alice@hub.test");
    static final MailAddress BOB = new MailAddress("bob@hub.test");
    static final MailAddress OUTSIDE = new MailAddress("Carol@other.test");
    static final VaultLimits ROOMY = new VaultLimits(1_000_000, 1L << 40);

    static MailStoreHome in(Path directory) throws IOException {
        DurableFiles.directory(directory.resolve("state"));
        DurableFiles.directory(directory.resolve("identity"));
        return new MailStoreHome(directory);
    }

    VaultFiles files() {
        return new VaultFiles(directory.resolve("state/mail.db"), directory.resolve("identity/mail.keys"));
    }

    SqliteMailStore open() {
        return open(() -> VaultHome.NOON);
    }

    SqliteMailStore open(InstantSource clock) {
        return open(clock, new MailStoreLimits(ROOMY, 1_000_000, mailbox -> Long.MAX_VALUE));
    }

    SqliteMailStore open(MailStoreLimits limits) {
        return open(() -> VaultHome.NOON, limits);
    }

    private SqliteMailStore open(InstantSource clock, MailStoreLimits limits) {
        return SqliteMailStore.open(files(), clock, new SecureRandom(), limits);
    }

    /** Changes the database by hand. */
    void tamper(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + files().database());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** How many rows a table has. */
    int rows(String table) {
        SqliteDatabase database = SqliteDatabase.openToRead(files().database(), DeliveryRows.SCHEMA);
        try {
            return database.transaction("count", tx -> tx.first("SELECT COUNT(*) FROM " + table, row -> row.getInt(1))
                    .orElseThrow());
        } finally {
            database.close();
        }
    }

    static Recipients to(MailAddress... mailboxes) {
        return new Recipients(Optional.of(ALICE), Set.of(mailboxes), Set.of());
    }

    static Recipients outside(MailAddress... outside) {
        return new Recipients(Optional.of(ALICE), Set.of(), Set.of(outside));
    }

    static String text(MailStore store, MailAddress mailbox, StoredMail mail) throws IOException, DamagedMail {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        store.read(mailbox, mail, content);
        return content.toString(US_ASCII);
    }

    static String text(MailStore store, QueuedMail mail) throws IOException, DamagedMail {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        store.read(mail, content);
        return content.toString(US_ASCII);
    }
}
