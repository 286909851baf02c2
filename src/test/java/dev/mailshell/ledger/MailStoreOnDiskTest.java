package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;
import static dev.mailshell.ledger.MailStoreHome.text;
import static dev.mailshell.ledger.MailStoreHome.to;
import static dev.mailshell.ledger.VaultHome.mail;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thief finds who takes the folders of a mail store, and what whoever loses them can do. */
class MailStoreOnDiskTest {

    private static final String MARKER = "nobody may find this";

    @TempDir
    Path directory;

    private MailStoreHome home;
    private SqliteMailStore store;

    @BeforeEach
    void openIt() throws IOException {
        home = MailStoreHome.in(directory);
        store = home.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void hasNoPlaintextWhateverHappenedToTheMail() throws Exception {
        StoredMail small = store.accept(
                "X-Trace: " + MARKER + "\r\n",
                mail(MARKER),
                new Recipients(Optional.of(ALICE), Set.of(ALICE), Set.of(OUTSIDE)));
        StoredMail large = store.accept("", large(), to(ALICE));
        assertNothingFound();

        assertThat(text(store, ALICE, small)).contains(MARKER);
        assertThat(text(store, ALICE, large)).contains(MARKER);
        text(store, store.take(1, VaultHome.NOON).get(0));
        assertNothingFound();

        store.remove(ALICE, List.of(large));
        assertNothingFound();
        store.tidy();
        assertNothingFound();
        store.close();
        assertNothingFound();
    }

    private static SequenceInputStream large() {
        return new SequenceInputStream(
                mail(MARKER), new ByteArrayInputStream(MARKER.repeat(40_000).getBytes(ISO_8859_1)));
    }

    private void assertNothingFound() throws IOException {
        List<Path> files = everything();
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        for (Path file : files) {
            assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain(MARKER);
        }
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        store.accept("", mail("x"), to(ALICE));

        for (Path file : everything()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        assertThat(DurableFiles.list(directory.resolve("identity")))
                .containsExactly(home.files().keys());
    }

    @Test
    void givesSpaceBack() throws Exception {
        List<StoredMail> stored = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stored.add(store.accept("", new ByteArrayInputStream(new byte[MailWriter.CHUNK * 2]), to(ALICE)));
        }
        store.tidy();

        store.remove(ALICE, stored);
        store.tidy();

        assertThat(Files.size(home.files().database())).isLessThan(100_000);
        assertThat(directory.resolve("state/mail.db-wal")).isEmptyFile();
    }

    @Test
    void staysReadableWithANewKeyAndNotWithTheOldOne() throws Exception {
        StoredMail stored = store.accept("", mail("hello"), to(ALICE));
        store.close();
        String before = Files.readString(home.files().keys());

        VaultKeyRotation.Result result = VaultKeyRotation.runForStore(home.files(), new SecureRandom());

        assertThat(result).isEqualTo(new VaultKeyRotation.Result(result.keyId(), 1, 0));
        assertThat(before).startsWith("# The keys of state/mail.db, ").doesNotContain(result.keyId());
        store = home.open();
        assertThat(text(store, ALICE, stored)).isEqualTo("hello");
        store.close();
        Files.writeString(home.files().keys(), before);
        assertThatThrownBy(home::open)
                .isInstanceOfSatisfying(LedgerFailure.class, failure -> assertThat(failure.hint())
                        .isEqualTo("put the file of keys back from a backup; or move "
                                + home.files().database() + " away, with the mail in it"))
                .hasMessage("identity/mail.keys lacks the key " + result.keyId()
                        + ", which mails in state/mail.db are encrypted under");
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
