package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;
import static dev.mailshell.ledger.MailStoreHome.text;
import static dev.mailshell.ledger.MailStoreHome.to;
import static dev.mailshell.ledger.VaultHome.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMailStoreTest {

    @TempDir
    Path directory;

    private MailStoreHome home;
    private Instant now = VaultHome.NOON;
    private SqliteMailStore store;

    @BeforeEach
    void openIt() throws IOException {
        home = MailStoreHome.in(directory);
        store = home.open(() -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsAMailBelowItsTraceInEachMailboxItIsFor() throws Exception {
        StoredMail stored = store.accept("Received: here\r\n", mail("Subject: x\r\n"), to(ALICE, BOB));
        reopen();

        assertThat(store.list(ALICE))
                .containsExactly(new MailboxEntry(stored, 28))
                .isEqualTo(store.list(BOB));
        assertThat(text(store, ALICE, stored)).isEqualTo("Received: here\r\nSubject: x\r\n");
        assertThat(text(store, BOB, stored)).isEqualTo("Received: here\r\nSubject: x\r\n");
    }

    @Test
    void keepsAMailOfSeveralChunksByteForByte() throws Exception {
        byte[] content = new byte[2 * MailWriter.CHUNK + 5];
        new Random(7).nextBytes(content);

        StoredMail stored = store.accept("", new ByteArrayInputStream(content), to(ALICE));
        reopen();

        assertThat(VaultHome.read(store.vault(ALICE), stored)).isEqualTo(content);
    }

    @Test
    void storesAMailForSeveralMailboxesOnce() throws Exception {
        store.accept("", mail("x"), new Recipients(Optional.of(ALICE), Set.of(ALICE, BOB), Set.of(OUTSIDE)));

        assertThat(home.rows("mails")).isOne();
        assertThat(home.rows("chunks")).isOne();
    }

    @Test
    void listsTheOldestFirst() throws Exception {
        List<StoredMail> stored = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stored.add(store.accept("", mail("x"), to(ALICE)));
        }

        assertThat(store.list(ALICE)).extracting(MailboxEntry::mail).containsExactlyElementsOf(stored);
    }

    @Test
    void doesNotCareHowAnAddressIsWritten() throws Exception {
        StoredMail stored =
                store.accept("", mail("x"), to(new MailAddress("ALICE@hub.test"), new MailAddress("alice@Hub.test")));

        assertThat(store.list(ALICE)).containsExactly(new MailboxEntry(stored, 1));
        assertThat(text(store, new MailAddress("Alice@HUB.test"), stored)).isEqualTo("x");
        assertThat(store.usages()).extracting(MailboxUsage::mailbox).containsExactly(ALICE);
    }

    @Test
    void readsNothingFromAMailboxInWhichTheMailIsNot() throws Exception {
        StoredMail stored = store.accept("", mail("x"), to(ALICE));

        assertThatThrownBy(() -> text(store, BOB, stored))
                .isInstanceOf(DamagedMail.class)
                .hasMessage("it is not in the mailbox");
        assertThatThrownBy(() -> text(store, ALICE, new StoredMail(stored.id() + 1, false)))
                .isInstanceOf(DamagedMail.class);
    }

    @Test
    void countsWhatIsInEachMailbox() throws Exception {
        StoredMail first = store.accept("", mail("123"), to(ALICE, BOB));
        store.accept("T\r\n", mail("4567"), to(ALICE));
        assertThat(store.usage(ALICE)).isEqualTo(new MailboxUsage(ALICE, 2, 10, Optional.of(first.arrival())));

        store.remove(ALICE, List.of(first));
        reopen();

        assertThat(store.usage(ALICE).mails()).isOne();
        assertThat(store.usage(ALICE).bytes()).isEqualTo(7);
        assertThat(store.usage(ALICE).oldest())
                .hasValueSatisfying(oldest -> assertThat(oldest).isAfter(first.arrival()));
        assertThat(store.usages())
                .containsExactly(store.usage(ALICE), new MailboxUsage(BOB, 1, 3, Optional.of(first.arrival())));
        assertThat(store.usage(OUTSIDE)).isEqualTo(new MailboxUsage(OUTSIDE, 0, 0, Optional.empty()));
    }

    @Test
    void removesFromOneMailboxOnly() throws Exception {
        StoredMail stored = store.accept("", mail("x"), to(ALICE, BOB));

        store.remove(ALICE, List.of(stored, stored));

        assertThat(store.list(ALICE)).isEmpty();
        assertThat(text(store, BOB, stored)).isEqualTo("x");
        assertThatThrownBy(() -> text(store, ALICE, stored)).isInstanceOf(DamagedMail.class);
    }

    @Test
    void deletesWhatIsNowhereAnyMore() throws Exception {
        StoredMail stored = store.accept("", mail("x"), to(ALICE, BOB));

        store.remove(ALICE, List.of(stored));
        store.remove(BOB, List.of(stored));
        store.remove(BOB, List.of(stored));

        assertThat(List.of("mails", "chunks", "deliveries", "mailboxes"))
                .allSatisfy(table -> assertThat(home.rows(table)).isZero());
    }

    @Test
    void expiresWhatCameBefore() throws Exception {
        store.accept("", mail("1"), to(ALICE, BOB));
        store.accept("", mail("2"), to(BOB));
        now = now.plus(Duration.ofDays(1));
        StoredMail young = store.accept("", mail("3"), to(ALICE));

        assertThat(store.expire(now)).isEqualTo(3);

        assertThat(store.list(ALICE)).extracting(MailboxEntry::mail).containsExactly(young);
        assertThat(store.list(BOB)).isEmpty();
        assertThat(home.rows("mails")).isOne();
        assertThat(store.expire(now)).isZero();
    }

    @Test
    void expiresMoreThanOneTransactionTakes() throws Exception {
        for (int i = 0; i < 501; i++) {
            store.accept("", mail("1"), to(ALICE));
        }
        now = now.plus(Duration.ofDays(1));

        assertThat(store.expire(now)).isEqualTo(501);

        assertThat(home.rows("chunks")).isZero();
    }

    @Test
    void expiresNothingThatIsOnItsWayOutside() throws Exception {
        store.accept("", mail("1"), new Recipients(Optional.of(ALICE), Set.of(BOB), Set.of(OUTSIDE)));

        store.expire(now.plusSeconds(1));

        assertThat(text(store, store.take(1, now).get(0))).isEqualTo("1");
    }

    @Test
    void tellsOfEachMailOnceItCanBeRead() throws Exception {
        List<MailStore.Arrival> arrivals = new ArrayList<>();
        List<String> read = new ArrayList<>();
        store.onArrival(arrival -> {
            arrivals.add(arrival);
            arrival.mailboxes().forEach(mailbox -> read.add(textOf(mailbox, arrival.mail())));
        });

        StoredMail stored = store.accept("", mail("x"), to(ALICE, BOB));

        assertThat(arrivals).containsExactly(new MailStore.Arrival(stored, Set.of(ALICE, BOB)));
        assertThat(read).containsExactly("x", "x");
    }

    private String textOf(MailAddress mailbox, StoredMail mail) {
        try {
            return text(store, mailbox, mail);
        } catch (IOException | DamagedMail e) {
            return e.toString();
        }
    }

    @Test
    void tellsOfNoArrivalWhatOnlyLeaves() throws Exception {
        List<MailStore.Arrival> arrivals = new ArrayList<>();
        AtomicInteger queued = new AtomicInteger();
        store.onArrival(arrivals::add);
        store.onQueued(queued::incrementAndGet);

        store.accept("", mail("x"), MailStoreHome.outside(OUTSIDE));

        assertThat(arrivals).isEmpty();
        assertThat(queued).hasValue(1);
    }

    @Test
    void keepsAMailThoughAListenerFails() throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        List<StoredMail> stored = new CopyOnWriteArrayList<>();
        store.onArrival(arrival -> {
            throw new IllegalStateException("the listener is broken");
        });
        Thread thread = new Thread(() -> stored.add(accepted("x")));
        thread.setUncaughtExceptionHandler((where, failure) -> uncaught.add(failure));

        thread.start();
        thread.join();

        assertThat(uncaught).singleElement().asString().contains("the listener is broken");
        assertThat(store.list(ALICE))
                .extracting(MailboxEntry::mail)
                .isEqualTo(stored)
                .hasSize(1);
    }

    private StoredMail accepted(String content) {
        try {
            return store.accept("", mail(content), to(ALICE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesNothingOfAMailThatBreaksOff() throws Exception {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream(new byte[2 * MailWriter.CHUNK + 1]), new BrokenStream());

        assertThatThrownBy(() -> store.accept("", broken, to(ALICE))).hasMessage("connection reset");

        assertThat(store.list(ALICE)).isEmpty();
        assertThat(home.rows("chunks")).isZero();
    }

    @Test
    void showsNothingOfAMailThatIsStillComing() throws Exception {
        List<Integer> seen = new ArrayList<>();
        InputStream slow = new SequenceInputStream(
                new ByteArrayInputStream(new byte[2 * MailWriter.CHUNK]), new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        seen.add(home.rows("chunks"));
                        seen.add(store.list(ALICE).size());
                        seen.add(store.usages().size());
                        return -1;
                    }
                });

        store.accept("", slow, to(ALICE));

        assertThat(seen).startsWith(2, 0, 0);
        assertThat(store.list(ALICE)).hasSize(1);
    }

    @Test
    void deletesWhatAnEarlierProcessDidNotFinish() throws Exception {
        StoredMail whole = store.accept("", mail("whole"), to(ALICE));
        store.close();
        home.tamper("INSERT INTO chunks (mail, number, sealed) VALUES (1, 0, x'00'), (1, 1, x'00')");

        store = home.open();

        assertThat(text(store, ALICE, whole)).isEqualTo("whole");
        assertThat(home.rows("chunks")).isOne();
    }

    @Test
    void givesThreadsThatComeTogetherAMailEach() throws Exception {
        List<StoredMail> stored = AtOnce.call(16, () -> {
            StoredMail mail = store.accept("", mail("x"), to(ALICE, BOB));
            store.remove(BOB, List.of(mail));
            return mail;
        });

        assertThat(store.list(ALICE)).extracting(MailboxEntry::mail).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(store.usage(ALICE).mails()).isEqualTo(16);
        assertThat(store.usage(BOB).mails()).isZero();
    }

    @Test
    void refusesAMailThatWasTamperedWith() throws Exception {
        StoredMail stored = store.accept("", mail("hello"), to(ALICE));
        StoredMail whole = store.accept("", mail("whole"), to(ALICE));
        store.close();
        home.tamper("UPDATE chunks SET sealed = zeroblob(length(sealed)) WHERE mail = " + stored.id());
        store = home.open();

        assertThatThrownBy(() -> text(store, ALICE, stored))
                .isInstanceOf(DamagedMail.class)
                .hasMessage("chunk 0 is damaged, or not the one that belongs there");
        assertThat(text(store, ALICE, whole)).isEqualTo("whole");
    }

    @Test
    void isAVaultOfEachMailbox() throws Exception {
        Vault vault = store.vault(ALICE);
        StoredMail came = store.accept("", mail("came"), to(ALICE, BOB));
        StoredMail put = vault.store(mail("put here"), 3);

        assertThat(put.tooLarge()).isTrue();
        assertThat(vault.pending()).containsExactly(came, put);
        assertThat(VaultHome.text(vault, put)).isEqualTo("put");

        vault.setAside(put);
        vault.remove(came);
        vault.force();
        vault.tidy();
        vault.close();

        assertThat(vault.pending()).isEmpty();
        assertThat(VaultHome.text(vault, put)).isEqualTo("put");
        assertThat(store.list(ALICE)).extracting(MailboxEntry::mail).containsExactly(put);
        assertThat(text(store, BOB, came)).isEqualTo("came");
    }

    private void reopen() {
        store.close();
        store = home.open(() -> now);
    }
}
