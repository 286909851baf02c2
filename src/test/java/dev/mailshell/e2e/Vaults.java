package dev.mailshell.e2e;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStoreLimits;
import dev.mailshell.ledger.SqliteMailStore;
import dev.mailshell.ledger.SqliteVault;
import dev.mailshell.ledger.Vault;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;

/** The vaults of homes, seen from outside. */
public final class Vaults {

    private Vaults() {}

    /** How many mails wait in the vault of a home; it may be in use. */
    public static int pending(Home home) throws SQLException {
        return count(home, "SELECT COUNT(*) FROM mails WHERE set_aside = 0");
    }

    /** As above, with those that are set aside. */
    public static int all(Home home) throws SQLException {
        return count(home, "SELECT COUNT(*) FROM mails");
    }

    private static int count(Home home, String query) throws SQLException {
        if (Files.notExists(home.vault())) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.vault());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }

    /** Puts mails into the vault of a home that nobody uses. */
    public static void store(Home home, List<byte[]> mails) throws IOException {
        VaultLimits limits = new VaultLimits(10_000, Long.MAX_VALUE);
        try (Vault vault = SqliteVault.open(
                new VaultFiles(home.vault(), home.vaultKeys()), Clock.systemUTC(), new SecureRandom(), limits)) {
            for (byte[] mail : mails) {
                vault.store(new ByteArrayInputStream(mail), Integer.MAX_VALUE);
            }
        }
    }

    /** The store of the mail of users of a hub; the home becomes one with it. */
    public static MailStore ofUsers(Home home) {
        return SqliteMailStore.open(
                new VaultFiles(home.mailStore(), home.mailStoreKeys()),
                Clock.systemUTC(),
                new SecureRandom(),
                new MailStoreLimits(new VaultLimits(10_000, Long.MAX_VALUE), 10_000, mailbox -> Long.MAX_VALUE));
    }
}
