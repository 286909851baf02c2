package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest {

    @TempDir
    Path directory;

    private VaultHome home;
    private StoredMail stored;

    @BeforeEach
    void storeAMail() throws Exception {
        home = new VaultHome(directory);
        DurableFiles.directory(directory.resolve("state"));
        DurableFiles.directory(directory.resolve("identity"));
        try (Vault vault = home.open()) {
            stored = vault.store(VaultHome.mail("hello"), 9);
        }
    }

    @Test
    void areMadeOnceWithTheFirstStart() throws Exception {
        List<String> lines = Files.readAllLines(home.files().keys());

        home.open().close();

        assertThat(lines).hasSize(2).element(1).asString().matches("[0-9a-f]{16} [A-Za-z0-9+/]{43}=");
        assertThat(home.files().keys()).hasContent(String.join("\n", lines));
    }

    @Test
    void areRefusedWhenOthersCanReadThem() throws Exception {
        Files.setPosixFilePermissions(home.files().keys(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(home::open)
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("vault.keys is open to others (mode rw-r--r--, expected rw-------)");
    }

    @Test
    void areRefusedWhenTheyAreMissingAndMailsNeedThem() throws Exception {
        String key = Files.readAllLines(home.files().keys()).get(1).substring(0, 16);
        Files.delete(home.files().keys());

        assertThatThrownBy(home::open)
                .isInstanceOfSatisfying(LedgerFailure.class, failure -> assertThat(failure.hint())
                        .startsWith("put the file of keys back from a backup; or move "
                                + home.files().database()))
                .hasMessage("identity/vault.keys lacks the key " + key
                        + ", which mails in state/vault.db are encrypted under");
        assertThat(home.files().keys()).doesNotExist();
    }

    @Test
    void areRefusedWhenALineIsNone() throws Exception {
        Files.writeString(home.files().keys(), Files.readString(home.files().keys()) + "0123456789abcdef AAAA\n");

        assertThatThrownBy(home::open)
                .isInstanceOfSatisfying(LedgerFailure.class, failure -> assertThat(failure.hint())
                        .isEqualTo("put the file back from a backup"))
                .hasMessage("identity/vault.keys:3 is not a key of the vault");
    }

    @Test
    void areReplacedByARotationThatChangesNoContent() throws Exception {
        String before = Files.readAllLines(home.files().keys()).get(1);
        byte[] sealed = sealed();

        VaultKeyRotation.Result result = VaultKeyRotation.run(home.files(), new SecureRandom());

        assertThat(Files.readAllLines(home.files().keys()))
                .hasSize(2)
                .doesNotContain(before)
                .element(1)
                .asString()
                .startsWith(result.keyId());
        assertThat(result).isEqualTo(new VaultKeyRotation.Result(result.keyId(), 1, 0));
        assertThat(sealed()).isEqualTo(sealed);
        try (Vault vault = home.open()) {
            assertThat(VaultHome.text(vault, stored)).isEqualTo("hello");
        }
    }

    @Test
    void ofAnUnfinishedRotationStillOpenEverything() throws Exception {
        String old = Files.readString(home.files().keys());
        VaultKeyRotation.run(home.files(), new SecureRandom());
        String fresh = Files.readAllLines(home.files().keys()).get(1);
        Files.writeString(home.files().keys(), old + fresh + "\n");

        try (Vault vault = home.open()) {
            assertThat(VaultHome.text(vault, stored)).isEqualTo("hello");
            vault.store(VaultHome.mail("new"), 9);
        }
        VaultKeyRotation.run(home.files(), new SecureRandom());

        try (Vault vault = home.open()) {
            assertThat(VaultHome.text(vault, vault.pending().get(0))).isEqualTo("hello");
            assertThat(VaultHome.text(vault, vault.pending().get(1))).isEqualTo("new");
        }
    }

    @Test
    void ofAMailThatIsDamagedKeepNoRotationFromTheOthers() throws Exception {
        StoredMail whole;
        try (Vault vault = home.open()) {
            whole = vault.store(VaultHome.mail("whole"), 9);
        }
        home.tamper("UPDATE mails SET wrapped_key = 'AAAA' WHERE id = " + stored.id());

        VaultKeyRotation.Result result = VaultKeyRotation.run(home.files(), new SecureRandom());

        assertThat(result).isEqualTo(new VaultKeyRotation.Result(result.keyId(), 1, 1));
        try (Vault vault = home.open()) {
            assertThat(vault.pending()).containsExactly(whole);
            assertThat(VaultHome.text(vault, whole)).isEqualTo("whole");
        }
    }

    @Test
    void areNotRotatedWhileAServerHasTheHome() throws Exception {
        String before = Files.readString(home.files().keys());
        Path state = directory.resolve("state");
        try (Ledger ledger = SqliteLedger.open(state, state.resolve("state.db"))) {
            assertThatThrownBy(() -> VaultKeyRotation.run(home.files(), new SecureRandom()))
                    .hasMessage("state/lock is held by another process");
            assertThat(ledger.unfinished()).isEmpty();
        }

        assertThat(home.files().keys()).hasContent(before);
    }

    private byte[] sealed() {
        SqliteDatabase database = EncryptedMails.connect(home.files(), MailTables.VAULT);
        try {
            return database.transaction("look", tx -> VaultRows.chunk(tx, stored, 0))
                    .orElseThrow();
        } finally {
            database.close();
        }
    }

    @Test
    void stayAsLongAsAnotherProgramKeepsThemInTheLog() throws Exception {
        String before = Files.readString(home.files().keys());
        try (Connection backup = DriverManager.getConnection(
                        "jdbc:sqlite:" + home.files().database());
                Statement reading = backup.createStatement()) {
            reading.execute("BEGIN");
            reading.executeQuery("SELECT COUNT(*) FROM mails").close();

            assertThatThrownBy(() -> VaultKeyRotation.run(home.files(), new SecureRandom()))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining("which another program reads");
            assertThat(Files.readString(home.files().keys())).startsWith(before.strip());
        }
        VaultKeyRotation.run(home.files(), new SecureRandom());

        assertThat(Files.readString(home.files().keys())).doesNotContain(before.strip());
        try (Vault vault = home.open()) {
            assertThat(VaultHome.text(vault, stored)).isEqualTo("hello");
        }
    }
}
