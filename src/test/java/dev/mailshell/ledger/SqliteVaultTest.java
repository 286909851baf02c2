package dev.mailshell.ledger;

import static dev.mailshell.ledger.VaultHome.mail;
import static dev.mailshell.ledger.VaultHome.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVaultTest {

    private static final String MARKER = "nobody may find this";

    @TempDir
    Path directory;

    private VaultHome home;
    private Instant now = VaultHome.NOON;
    private SqliteVault vault;

    @BeforeEach
    void openIt() throws IOException {
        home = new VaultHome(directory);
        DurableFiles.directory(directory.resolve("state"));
        DurableFiles.directory(directory.resolve("identity"));
        vault = home.open();
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                MailWriter.CHUNK - 1,
                MailWriter.CHUNK,
                MailWriter.CHUNK + 1,
                2 * MailWriter.CHUNK,
                3 * MailWriter.CHUNK + 7
            })
    void keepsAMailByteForByte(int size) throws Exception {
        byte[] mail = bytes(size);

        StoredMail stored = vault.store(new ByteArrayInputStream(mail), size);
        reopen(VaultHome.ROOMY);

        assertThat(stored.tooLarge()).isFalse();
        assertThat(VaultHome.read(vault, stored)).isEqualTo(mail);
        assertThat(vault.pending()).containsExactly(stored);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, MailWriter.CHUNK, MailWriter.CHUNK + 7})
    void cutsAMailBeyondTheLimitAndSaysSo(int limit) throws Exception {
        byte[] mail = bytes(limit + 1);

        StoredMail stored = vault.store(new ByteArrayInputStream(mail), limit);
        reopen(VaultHome.ROOMY);

        assertThat(stored.tooLarge()).isTrue();
        assertThat(VaultHome.read(vault, stored)).isEqualTo(Arrays.copyOf(mail, limit));
        assertThat(vault.pending()).containsExactly(stored);
    }

    @Test
    void readsNoFurtherThanOneByteBeyondTheLimit() throws Exception {
        InputStream endless = mail("123456789");

        vault.store(endless, 4);

        assertThat(new String(endless.readAllBytes(), US_ASCII)).isEqualTo("6789");
    }

    @Test
    void namesAMailByItsTimeOfArrival() throws Exception {
        assertThat(vault.store(mail("x"), 9).name()).isEqualTo("20261120T120000.123456Z");
    }

    @Test
    void ordersByArrivalThoughTheClockStandsStillOrIsSetBack() throws Exception {
        vault.close();
        vault = SqliteVault.open(home.files(), () -> now, new SecureRandom(), VaultHome.ROOMY);
        StoredMail first = vault.store(mail("1"), 9);
        StoredMail second = vault.store(mail("2"), 0);
        now = VaultHome.NOON.minusSeconds(3600);
        StoredMail third = vault.store(mail("3"), 9);
        vault.close();
        vault = SqliteVault.open(home.files(), () -> now, new SecureRandom(), VaultHome.ROOMY);
        StoredMail fourth = vault.store(mail("4"), 9);
        now = VaultHome.NOON.plusSeconds(1);
        StoredMail fifth = vault.store(mail("5"), 9);

        assertThat(vault.pending()).containsExactly(first, second, third, fourth, fifth);
    }

    @Test
    void givesEightThreadsEightEntries() throws Exception {
        List<StoredMail> stored = AtOnce.call(8, () -> vault.store(mail("x"), 9));

        assertThat(stored).doesNotHaveDuplicates();
        assertThat(vault.pending()).containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void forgetsAMailThatIsRemoved() throws Exception {
        StoredMail stored = vault.store(mail("x"), 9);

        vault.remove(stored);
        vault.remove(stored);

        assertThat(vault.pending()).isEmpty();
        assertThatThrownBy(() -> text(vault, stored))
                .isInstanceOf(DamagedMail.class)
                .hasMessage("it is not in the vault");
    }

    @Test
    void keepsWhatIsSetAsideButNamesItNoMore() throws Exception {
        StoredMail stored = vault.store(mail("x"), 9);

        vault.setAside(stored);
        reopen(new VaultLimits(1, 100));

        assertThat(vault.pending()).isEmpty();
        assertThat(text(vault, stored)).isEqualTo("x");
        assertThatThrownBy(() -> vault.store(mail("y"), 9)).hasMessageContaining("full");
    }

    @Test
    void deletesAfterAMonthWhatIsSetAside() throws Exception {
        StoredMail damaged = vault.store(mail("x"), 9);
        StoredMail whole = vault.store(mail("y"), 9);
        vault.setAside(damaged);
        vault.close();

        vault = home.open(VaultHome.NOON.plus(Duration.ofDays(29)));
        assertThat(text(vault, damaged)).isEqualTo("x");
        vault.close();
        vault = home.open(VaultHome.NOON.plus(Duration.ofDays(31)));

        assertThatThrownBy(() -> text(vault, damaged)).hasMessage("it is not in the vault");
        assertThat(vault.pending()).containsExactly(whole);
        assertThat(text(vault, whole)).isEqualTo("y");
    }

    @Test
    void leavesNothingOfAMailThatBreaksOff() throws Exception {
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(bytes(2 * MailWriter.CHUNK + 1)), new BrokenStream());

        assertThatThrownBy(() -> vault.store(broken, Long.MAX_VALUE)).hasMessage("connection reset");

        assertThat(vault.pending()).isEmpty();
        assertThat(chunks()).isZero();
    }

    @Test
    void deletesWhatAnEarlierProcessDidNotFinish() throws Exception {
        StoredMail whole = vault.store(mail("whole"), 9);
        vault.close();
        home.tamper("INSERT INTO chunks (mail, number, sealed) VALUES (1, 0, x'00'), (1, 1, x'00')");

        vault = home.open();

        assertThat(text(vault, whole)).isEqualTo("whole");
        assertThat(chunks()).isOne();
    }

    @Test
    void refusesMailsWhileItHoldsAsManyAsItMay() throws Exception {
        reopen(new VaultLimits(2, 100));
        vault.store(mail("1"), 9);
        StoredMail second = vault.store(mail("2"), 9);

        assertThatThrownBy(() -> vault.store(mail("3"), 9))
                .isInstanceOf(IOException.class)
                .hasMessage("the vault is full (was 2 mails, expected fewer than 2)");
        reopen(new VaultLimits(2, 100));
        assertThatThrownBy(() -> vault.store(mail("3"), 9)).hasMessageContaining("full");

        vault.remove(second);
        assertThat(text(vault, vault.store(mail("3"), 9))).isEqualTo("3");
    }

    @Test
    void refusesMailsWhileItHoldsAsManyBytesAsItMay() throws Exception {
        reopen(new VaultLimits(9, 4));
        vault.store(mail("123"), 9);
        StoredMail last = vault.store(mail("4567"), 9);

        assertThatThrownBy(() -> vault.store(mail("8"), 9))
                .isInstanceOf(IOException.class)
                .hasMessage("the vault is full (was 7 bytes, expected fewer than 4)");

        vault.remove(last);
        assertThat(text(vault, vault.store(mail("8"), 9))).isEqualTo("8");
    }

    @Test
    void keepsThePlaceFreeThatAFailedMailHadTaken() throws Exception {
        reopen(new VaultLimits(1, 100));
        assertThatThrownBy(() -> vault.store(new BrokenStream(), 9)).isInstanceOf(IOException.class);

        assertThat(text(vault, vault.store(mail("1"), 9))).isEqualTo("1");
    }

    @Test
    void forcesWhatIsStoredToDiskByOneMoreWrite() throws Exception {
        vault.store(mail("x"), 9);
        long before = Files.size(directory.resolve("state/vault.db-wal"));

        vault.force();

        assertThat(directory.resolve("state/vault.db-wal"))
                .satisfies(log -> assertThat(Files.size(log)).isGreaterThan(before));
    }

    @Test
    void writesNoPlaintextAnywhere() throws Exception {
        StoredMail stored = vault.store(mail(MARKER), 99);

        assertThat(everythingOnDisk()).doesNotContain(MARKER);
        assertThat(text(vault, stored)).isEqualTo(MARKER);
        assertThat(everythingOnDisk()).doesNotContain(MARKER);
    }

    @Test
    void givesSpaceBack() throws Exception {
        List<StoredMail> stored = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stored.add(vault.store(new ByteArrayInputStream(bytes(MailWriter.CHUNK * 2)), Long.MAX_VALUE));
        }
        vault.tidy();
        stored.forEach(vault::remove);

        vault.tidy();

        assertThat(everythingOnDisk()).hasSizeLessThan(200_000);
    }

    @Test
    void keepsEveryFileToItsOwner() throws Exception {
        vault.store(mail("x"), 9);

        for (String folder : List.of("state", "identity")) {
            for (Path file : DurableFiles.list(directory.resolve(folder))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
        assertThat(DurableFiles.list(directory.resolve("identity")))
                .containsExactly(home.files().keys());
    }

    private void reopen(VaultLimits limits) {
        vault.close();
        vault = home.open(limits);
    }

    private int chunks() {
        vault.close();
        SqliteDatabase database = EncryptedMails.connect(home.files(), MailTables.VAULT);
        try {
            return database.transaction("count", tx -> tx.first("SELECT COUNT(*) FROM chunks", row -> row.getInt(1))
                    .orElseThrow());
        } finally {
            database.close();
        }
    }

    private String everythingOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : DurableFiles.list(directory.resolve("state"))) {
            all.append(Files.readString(file, ISO_8859_1));
        }
        return all.toString();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }
}
