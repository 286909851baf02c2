package dev.mailshell.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Vaults of one folder, and what a thief or a bad disk does to them. */
record VaultHome(Path directory) {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
    static final VaultLimits ROOMY = new VaultLimits(100, 1L << 30);

    VaultFiles files() {
        return new VaultFiles(directory.resolve("state").resolve("vault.db"), directory.resolve("identity/vault.keys"));
    }

    SqliteVault open() {
        return open(ROOMY);
    }

    SqliteVault open(VaultLimits limits) {
        return SqliteVault.open(files(), () -> NOON, new SecureRandom(), limits);
    }

    SqliteVault open(Instant now) {
        return SqliteVault.open(files(), () -> now, new SecureRandom(), ROOMY);
    }

    /** Changes the closed database by hand. */
    void tamper(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + files().database());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static InputStream mail(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] read(Vault vault, StoredMail mail) throws IOException, DamagedMail {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        vault.read(mail, content);
        return content.toByteArray();
    }

    static String text(Vault vault, StoredMail mail) throws IOException, DamagedMail {
        return new String(read(vault, mail), StandardCharsets.US_ASCII);
    }
}
