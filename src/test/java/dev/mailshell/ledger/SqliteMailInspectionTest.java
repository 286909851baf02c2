package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;
import static dev.mailshell.ledger.MailStoreHome.to;
import static dev.mailshell.ledger.VaultHome.mail;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look into mail that another connection works with at the same time. */
class SqliteMailInspectionTest {

    @TempDir
    Path directory;

    private MailStoreHome home;

    @BeforeEach
    void makeAHome() throws IOException {
        home = MailStoreHome.in(directory);
    }

    @Test
    void seesWhatIsInEachMailboxOfAStoreTheNewestFirst() throws Exception {
        try (MailStore store = home.open();
                MailInspection look = SqliteMailInspection.ofStore(home.files())) {
            StoredMail first = store.accept("", mail("1"), to(BOB));
            StoredMail second = store.accept("", mail("22"), to(ALICE));
            StoredMail third = store.accept("", mail("333"), to(BOB));
            store.accept("", mail("4444"), MailStoreHome.outside(OUTSIDE));

            assertThat(look.newest(Optional.empty(), 9))
                    .containsExactly(
                            new KeptMail(third, 3, Optional.of(BOB), false),
                            new KeptMail(second, 2, Optional.of(ALICE), false),
                            new KeptMail(first, 1, Optional.of(BOB), false));
            assertThat(look.newest(Optional.empty(), 2))
                    .extracting(KeptMail::mail)
                    .containsExactly(third, second);
            assertThat(look.newest(Optional.of(BOB), 1))
                    .extracting(KeptMail::mail)
                    .containsExactly(third);
            assertThat(look.usages()).isEqualTo(store.usages());
            assertThat(look.queue()).isEqualTo(store.queue());
        }
    }

    @Test
    void readsAMailByItsName() throws Exception {
        try (MailStore store = home.open();
                MailInspection look = SqliteMailInspection.ofStore(home.files())) {
            StoredMail stored = store.accept("", mail("hello"), to(BOB));

            assertThat(look.find(stored.name())).contains(stored);
            assertThat(text(look, stored)).isEqualTo("hello");
            store.remove(BOB, List.of(stored));
            assertThat(look.find(stored.name())).isEmpty();
            assertThatThrownBy(() -> text(look, stored)).isInstanceOf(DamagedMail.class);
        }
    }

    @Test
    void findsNothingByWhatIsNoName() throws Exception {
        try (MailStore store = home.open();
                MailInspection look = SqliteMailInspection.ofStore(home.files())) {
            String name = store.accept("", mail("x"), to(BOB)).name();

            assertThat(List.of("", "1", name + "Z", name.replace("T", "t"), name.substring(1), "../" + name))
                    .allSatisfy(other -> assertThat(look.find(other)).isEmpty());
        }
    }

    @Test
    void keepsNobodyFromWriting() throws Exception {
        try (MailStore store = home.open();
                MailInspection look = SqliteMailInspection.ofStore(home.files())) {
            StoredMail stored = store.accept("", mail("hello"), to(BOB));
            List<Integer> sizes = new ArrayList<>();

            look.read(stored, new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int offset, int length) {
                    sizes.add(acceptAndList(store));
                    super.write(bytes, offset, length);
                }

                @Override
                public void write(byte[] bytes) {
                    write(bytes, 0, bytes.length);
                }
            });

            assertThat(sizes).containsExactly(2);
        }
    }

    private static int acceptAndList(MailStore store) {
        try {
            store.accept("", mail("more"), to(BOB));
            store.tidy();
            return store.list(BOB).size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seesWhatAPartyHasReceived() throws Exception {
        VaultHome party = new VaultHome(directory);
        try (Vault vault = party.open();
                MailInspection look = SqliteMailInspection.ofVault(party.files())) {
            StoredMail first = vault.store(mail("12345"), 3);
            StoredMail second = vault.store(mail("6"), 9);
            vault.setAside(second);

            assertThat(look.newest(Optional.empty(), 9))
                    .containsExactly(
                            new KeptMail(second, 1, Optional.empty(), true),
                            new KeptMail(first, 3, Optional.empty(), false));
            assertThat(look.newest(Optional.of(BOB), 9)).isEmpty();
            assertThat(look.usages()).isEmpty();
            assertThat(look.queue()).isEqualTo(new MailStore.QueueUsage(0, Optional.empty()));
            assertThat(text(look, look.find(first.name()).orElseThrow())).isEqualTo("123");
        }
    }

    @Test
    void makesNothingWhereNothingIs() throws Exception {
        assertThatThrownBy(() -> SqliteMailInspection.ofStore(home.files()))
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("there is no state/mail.db");
        assertThat(home.files().database()).doesNotExist();

        DurableFiles.file(home.files().database());
        assertThatThrownBy(() -> SqliteMailInspection.ofStore(home.files()))
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("state/mail.db was written by an earlier release (was schema version 0, expected 1)");
        assertThat(Files.size(home.files().database())).isZero();
    }

    private static String text(MailInspection look, StoredMail mail) throws IOException, DamagedMail {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        look.read(mail, content);
        return content.toString(US_ASCII);
    }
}
