package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever can write the database can make mails unreadable, and nothing else. */
class VaultTamperTest {

    @TempDir
    Path directory;

    private VaultHome home;
    private SqliteVault vault;
    private StoredMail first;
    private StoredMail second;

    /** Two mails of three chunks each: two full ones and a short one. */
    @BeforeEach
    void storeTwoMails() throws Exception {
        home = new VaultHome(directory);
        DurableFiles.directory(directory.resolve("state"));
        DurableFiles.directory(directory.resolve("identity"));
        vault = home.open();
        first = vault.store(random(), Long.MAX_VALUE);
        second = vault.store(random(), Long.MAX_VALUE);
        vault.close();
    }

    @AfterEach
    void close() {
        vault.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "a byte of a chunk is changed",
                        "chunk 1 is damaged, or not the one that belongs there",
                        "UPDATE chunks SET sealed = CAST(substr(sealed, 1, 9) || CASE substr(sealed, 10, 1) WHEN x'00' THEN"
                                + " x'01' ELSE x'00' END || substr(sealed, 11) AS BLOB) WHERE mail = $1 AND number = 1"),
                fault(
                        "a chunk is shorter",
                        "chunk 0 is damaged, or not the one that belongs there",
                        "UPDATE chunks SET sealed = substr(sealed, 1, length(sealed) - 1) WHERE mail = $1 AND number = 0"),
                fault(
                        "a chunk is shorter than a tag",
                        "chunk 0 is damaged, or not the one that belongs there",
                        "UPDATE chunks SET sealed = x'0102' WHERE mail = $1 AND number = 0"),
                fault(
                        "two chunks are exchanged",
                        "chunk 0 is damaged, or not the one that belongs there",
                        "UPDATE chunks SET number = 9 WHERE mail = $1 AND number = 0",
                        "UPDATE chunks SET number = 0 WHERE mail = $1 AND number = 1",
                        "UPDATE chunks SET number = 1 WHERE mail = $1 AND number = 9"),
                fault(
                        "the last chunk is dropped",
                        "chunk 1 is damaged, or not the one that belongs there",
                        "DELETE FROM chunks WHERE mail = $1 AND number = 2"),
                fault(
                        "a chunk in the middle is dropped",
                        "chunk 1 is damaged, or not the one that belongs there",
                        "DELETE FROM chunks WHERE mail = $1 AND number = 1",
                        "UPDATE chunks SET number = 1 WHERE mail = $1 AND number = 2"),
                fault(
                        "a chunk is missing from the row of numbers",
                        "chunk 1 is not in the vault",
                        "DELETE FROM chunks WHERE mail = $1 AND number = 1"),
                fault(
                        "all chunks are dropped",
                        "its content is not in the vault",
                        "DELETE FROM chunks WHERE mail = $1"),
                fault(
                        "a chunk is added",
                        "chunk 2 is damaged, or not the one that belongs there",
                        "INSERT INTO chunks SELECT mail, 3, sealed FROM chunks WHERE mail = $1 AND number = 1"),
                fault(
                        "a chunk comes from another mail",
                        "chunk 2 is damaged, or not the one that belongs there",
                        "UPDATE chunks SET sealed = (SELECT sealed FROM chunks WHERE mail = $2 AND number = 2) WHERE mail ="
                                + " $1 AND number = 2"),
                fault(
                        "the key comes from another mail",
                        "its key is damaged, or belongs to another mail",
                        "UPDATE mails SET wrapped_key = (SELECT wrapped_key FROM mails WHERE id = $2) WHERE id = $1"),
                fault(
                        "content and key come from another mail",
                        "its key is damaged, or belongs to another mail",
                        "DELETE FROM chunks WHERE mail = $1",
                        "INSERT INTO chunks SELECT $1, number, sealed FROM chunks WHERE mail = $2",
                        "UPDATE mails SET wrapped_key = (SELECT wrapped_key FROM mails WHERE id = $2) WHERE id = $1"),
                fault(
                        "the key is no base64",
                        "its key is damaged, or belongs to another mail",
                        "UPDATE mails SET wrapped_key = '?' WHERE id = $1"),
                fault(
                        "the key is cut off",
                        "its key is damaged, or belongs to another mail",
                        "UPDATE mails SET wrapped_key = 'AAAA' WHERE id = $1"),
                fault(
                        "the key is under a key that is not there",
                        "it is encrypted under the key 0123456789abcdef, which is not there",
                        "UPDATE mails SET key_id = '0123456789abcdef' WHERE id = $1"));
    }

    private static Arguments fault(String name, String message, String... statements) {
        return Arguments.of(name, message, statements);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void givesOutNothingThatIsNotWhatWasStored(String name, String message, String[] statements) throws Exception {
        for (String sql : statements) {
            home.tamper(sql.replace("$1", Long.toString(first.id())).replace("$2", Long.toString(second.id())));
        }
        vault = home.open();

        assertThatThrownBy(() -> VaultHome.read(vault, first))
                .isInstanceOf(DamagedMail.class)
                .hasMessage(message);
        assertThat(VaultHome.read(vault, second)).hasSize(2 * MailWriter.CHUNK + 5);
    }

    @Test
    void refusesAMailThatIsCalledCut() throws Exception {
        home.tamper("UPDATE mails SET too_large = 1 WHERE id = " + first.id());
        vault = home.open();

        assertThatThrownBy(() -> VaultHome.read(vault, vault.pending().get(0)))
                .isInstanceOf(DamagedMail.class)
                .hasMessage("its key is damaged, or belongs to another mail");
    }

    @Test
    void releasesNoPieceBeforeItIsProved() throws Exception {
        home.tamper("UPDATE chunks SET sealed = zeroblob(length(sealed)) WHERE number = 1 AND mail = " + first.id());
        vault = home.open();
        ByteArrayOutputStream released = new ByteArrayOutputStream();

        assertThatThrownBy(() -> vault.read(first, released)).isInstanceOf(DamagedMail.class);

        assertThat(released.size()).isEqualTo(MailWriter.CHUNK);
    }

    private static ByteArrayInputStream random() {
        return new ByteArrayInputStream(VaultKey.bytes(new SecureRandom(), 2 * MailWriter.CHUNK + 5));
    }
}
