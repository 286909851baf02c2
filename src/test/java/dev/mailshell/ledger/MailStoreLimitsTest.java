package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;
import static dev.mailshell.ledger.MailStoreHome.ROOMY;
import static dev.mailshell.ledger.MailStoreHome.to;
import static dev.mailshell.ledger.VaultHome.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailStoreLimitsTest {

    @TempDir
    Path directory;

    private MailStoreHome home;
    private MailStore store;

    @BeforeEach
    void makeAHome() throws IOException {
        home = MailStoreHome.in(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void boundTheBytesOfEachMailboxByItsOwnQuota() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 100, mailbox -> mailbox.equals(ALICE) ? 10 : 5));
        store.accept("", mail("12345"), to(ALICE, BOB));

        assertThatThrownBy(() -> store.accept("T\r\n", mail("678"), to(ALICE)))
                .isInstanceOf(MailboxFull.class)
                .hasMessage(
                        "the mailbox alice@hub.test has no room for the mail (was 11 bytes with it, expected at most 10)");
        StoredMail fits = store.accept("T\r\n", mail("67"), to(ALICE));

        assertThat(store.usage(ALICE).bytes()).isEqualTo(10);
        store.remove(ALICE, List.of(fits));
        store.accept("", mail("67890"), to(ALICE));
    }

    @Test
    void boundTheMailsOfAMailbox() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 2, mailbox -> Long.MAX_VALUE));
        store.accept("", mail("1"), to(ALICE));
        store.accept("", mail("2"), to(ALICE));

        assertThatThrownBy(() -> store.accept("", mail("3"), to(ALICE)))
                .isInstanceOf(MailboxFull.class)
                .hasMessage("the mailbox alice@hub.test is full (was 2 mails, expected fewer than 2)");
    }

    @Test
    void storeNothingForAnybodyWhenOneMailboxIsFull() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 100, mailbox -> mailbox.equals(ALICE) ? 10 : 300_000));

        assertThatThrownBy(() ->
                        store.accept("", new ByteArrayInputStream(new byte[2 * MailWriter.CHUNK]), to(BOB, ALICE)))
                .isInstanceOf(MailboxFull.class);

        assertThat(store.usages()).isEmpty();
        assertThat(List.of("mails", "chunks", "deliveries"))
                .allSatisfy(table -> assertThat(home.rows(table)).isZero());
    }

    @Test
    void readNothingOfAMailForAMailboxThatIsFullAlready() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 100, mailbox -> 3));
        store.accept("", mail("123"), to(ALICE));
        InputStream more = mail("4");

        assertThatThrownBy(() -> store.accept("", more, to(ALICE))).isInstanceOf(MailboxFull.class);

        assertThat(more.available()).isOne();
    }

    @Test
    void boundTheWholeStore() throws Exception {
        MailStoreLimits limits = new MailStoreLimits(new VaultLimits(2, 10), 100, mailbox -> 100);
        store = home.open(limits);
        StoredMail first = store.accept("", mail("12345"), to(ALICE, BOB));
        store.accept("", mail("1"), MailStoreHome.outside(OUTSIDE));

        assertThatThrownBy(() -> store.accept("", mail("x"), to(ALICE)))
                .isInstanceOf(MailboxFull.class)
                .hasMessage("the store of mail is full (was 2 mails, expected fewer than 2)");
        store.close();
        store = home.open(limits);
        assertThatThrownBy(() -> store.accept("", mail("x"), to(ALICE))).isInstanceOf(MailboxFull.class);

        store.remove(ALICE, List.of(first));
        assertThatThrownBy(() -> store.accept("", mail("x"), to(ALICE))).isInstanceOf(MailboxFull.class);
        store.remove(BOB, List.of(first));
        store.accept("", mail("1234567890"), to(ALICE));
        store.settled(store.take(1, VaultHome.NOON).get(0));
        assertThatThrownBy(() -> store.accept("", mail("x"), to(ALICE)))
                .hasMessage("the store of mail is full (was 10 bytes, expected fewer than 10)");
    }

    @Test
    void holdForThreadsThatComeTogether() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 5, mailbox -> Long.MAX_VALUE));

        List<Boolean> accepted = AtOnce.call(12, () -> {
            try {
                store.accept("", mail("x"), to(ALICE));
                return true;
            } catch (MailboxFull e) {
                return false;
            }
        });

        assertThat(accepted.stream().filter(did -> did)).hasSize(5);
        assertThat(store.usage(ALICE).mails()).isEqualTo(5);
        assertThat(store.list(ALICE)).hasSize(5);
        assertThat(home.rows("mails")).isEqualTo(5);
    }

    @Test
    void boundWhatWaitsToLeaveOfEachSender() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 100, mailbox -> 10));
        MailAddress outside = new MailAddress("carol@else.test");
        Recipients fromAlice = new Recipients(Optional.of(ALICE), Set.of(), Set.of(outside));
        Recipients fromBob = new Recipients(Optional.of(BOB), Set.of(), Set.of(outside));
        store.accept("", mail("123456"), fromAlice);

        assertThatThrownBy(() -> store.accept("", mail("12345"), fromAlice))
                .isInstanceOf(MailboxFull.class)
                .hasMessage("too much mail of alice@hub.test waits to leave"
                        + " (was 2 recipients, 11 bytes, expected at most 1000, 10)");
        store.accept("", mail("12345"), fromBob);
        store.settled(store.take(1, VaultHome.NOON.plusSeconds(60)).get(0));
        store.accept("", mail("12345"), fromAlice);

        assertThat(store.queue().mails()).isEqualTo(2);
    }

    @Test
    void boundForHowManyAMailOfOneSenderWaits() throws Exception {
        store = home.open(new MailStoreLimits(ROOMY, 100, mailbox -> 10));
        Set<MailAddress> many = IntStream.rangeClosed(1, 1_001)
                .mapToObj(number -> new MailAddress(number + "@else.test"))
                .collect(Collectors.toSet());

        assertThatThrownBy(() -> store.accept("", mail("1"), new Recipients(Optional.of(ALICE), Set.of(), many)))
                .isInstanceOf(MailboxFull.class);
        assertThat(store.queue().mails()).isZero();
    }
}
