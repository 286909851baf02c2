package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;
import static dev.mailshell.ledger.MailStoreHome.text;
import static dev.mailshell.ledger.MailStoreHome.to;
import static dev.mailshell.ledger.VaultHome.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.MailAddress;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever can write the database of a mail store, and has no key, decides of no mail who gets it. */
class MailStoreTamperTest {

    private static final MailAddress EVE = new MailAddress("eve@hub.test");
    private static final MailAddress ELSEWHERE = new MailAddress("eve@other.test");
    private static final String NOT_IN_MAILBOX = "nothing proves that it came for this mailbox";
    private static final String NOT_LEAVING = "nothing proves that it is to leave for this recipient";

    @TempDir
    Path directory;

    private MailStoreHome home;
    private SqliteMailStore store;
    private StoredMail secret;
    private StoredMail hers;

    /** One mail for Alice and for somebody outside, and one for Eve and for somebody else outside. */
    @BeforeEach
    void storeTwoMails() throws Exception {
        home = MailStoreHome.in(directory);
        store = home.open();
        secret = store.accept("", mail("secret"), new Recipients(Optional.of(BOB), Set.of(ALICE), Set.of(OUTSIDE)));
        hers = store.accept("", mail("hers"), new Recipients(Optional.empty(), Set.of(EVE), Set.of(ELSEWHERE)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Arguments> deliveries() {
        return Stream.of(
                forged(
                        "a row is inserted with an empty proof",
                        "INSERT INTO deliveries SELECT id, $secret, 0, 6, x'' FROM mailboxes WHERE address = 'eve@hub.test'"),
                forged(
                        "a row is inserted with a proof of zeros",
                        "INSERT INTO deliveries SELECT id, $secret, 0, 6, zeroblob(16) FROM mailboxes WHERE address = 'eve@hub.test'"),
                forged(
                        "a row is inserted with the proof of the right one",
                        "INSERT INTO deliveries SELECT b.id, mail, 0, 6, proof FROM deliveries, mailboxes b"
                                + " WHERE mail = $secret AND address = 'eve@hub.test'"),
                forged(
                        "a row is inserted with the beginning of the right proof",
                        "INSERT INTO deliveries SELECT b.id, mail, 0, 6, substr(proof, 1, 8) FROM deliveries, mailboxes b"
                                + " WHERE mail = $secret AND address = 'eve@hub.test'"),
                forged(
                        "a row is inserted with the proof of another mail of that mailbox",
                        "INSERT INTO deliveries SELECT mailbox, $secret, 0, 6, proof FROM deliveries WHERE mail = $hers"),
                forged(
                        "a row is inserted with the proof of the queue",
                        "INSERT INTO deliveries SELECT b.id, mail, 0, 6, proof FROM queue, mailboxes b"
                                + " WHERE mail = $secret AND address = 'eve@hub.test'"),
                forged(
                        "the row is moved",
                        "UPDATE deliveries SET mailbox = (SELECT id FROM mailboxes WHERE address = 'eve@hub.test')"
                                + " WHERE mail = $secret"),
                forged(
                        "the mailbox is called otherwise",
                        "UPDATE mailboxes SET address = 'gone@hub.test' WHERE address = 'eve@hub.test'",
                        "UPDATE mailboxes SET address = 'eve@hub.test' WHERE address = 'alice@hub.test'"),
                forged(
                        "two proofs are exchanged",
                        "CREATE TABLE two AS SELECT mail, proof FROM deliveries",
                        "INSERT INTO deliveries SELECT b.id, $secret, 0, 6, two.proof FROM two, mailboxes b"
                                + " WHERE two.mail = $hers AND address = 'eve@hub.test'",
                        "UPDATE deliveries SET proof = (SELECT proof FROM two WHERE mail = $secret) WHERE mail = $hers",
                        "DROP TABLE two"));
    }

    static Stream<Arguments> queued() {
        return Stream.of(
                forged(
                        "a row is inserted with an empty proof",
                        "INSERT INTO queue SELECT mail, 'eve@other.test', sender, 0, 0, x'' FROM queue WHERE mail = $secret"),
                forged(
                        "a row is inserted with the proof of the right one",
                        "INSERT INTO queue SELECT mail, 'eve@other.test', sender, 0, 0, proof FROM queue WHERE mail = $secret"),
                forged(
                        "a row is inserted with the proof of the mailbox",
                        "INSERT INTO queue SELECT mail, 'eve@other.test', NULL, 0, 0, proof FROM deliveries WHERE mail = $secret"),
                forged(
                        "a row is inserted with the proof of another mail to that recipient",
                        "INSERT INTO queue SELECT $secret, recipient, sender, 0, 0, proof FROM queue WHERE mail = $hers"),
                forged(
                        "the recipient is changed",
                        "UPDATE queue SET recipient = 'eve@other.test' WHERE mail = $secret"),
                forged("the sender is changed", "UPDATE queue SET sender = 'alice@hub.test' WHERE mail = $secret"),
                forged(
                        "the sender is written otherwise",
                        "UPDATE queue SET sender = 'Bob@hub.test' WHERE mail = $secret"),
                forged("the sender is taken away", "UPDATE queue SET sender = NULL WHERE mail = $secret"),
                forged(
                        "sender and recipient are exchanged",
                        "UPDATE queue SET sender = recipient, recipient = sender WHERE mail = $secret"));
    }

    private static Arguments forged(String name, String... statements) {
        return Arguments.of(name, statements);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deliveries")
    void givesAMailToNoMailboxThatItDidNotComeFor(String name, String[] statements) throws Exception {
        tamper(statements);

        assertThat(store.list(EVE)).extracting(MailboxEntry::mail).contains(secret);
        assertRefused(() -> text(store, EVE, secret), NOT_IN_MAILBOX);
        assertRefused(() -> VaultHome.text(store.vault(EVE), secret), NOT_IN_MAILBOX);
        try (MailInspection look = SqliteMailInspection.ofStore(home.files())) {
            assertRefused(() -> look.read(EVE, secret, new ByteArrayOutputStream()), NOT_IN_MAILBOX);
        }
        StoredMail next = store.accept("", mail("next"), to(EVE));
        assertThat(text(store, EVE, next)).isEqualTo("next");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queued")
    void letsNoMailLeaveButAsItWasSubmitted(String name, String[] statements) throws Exception {
        tamper(statements);
        List<QueuedMail> due = store.take(9, VaultHome.NOON.plus(Duration.ofMinutes(5)));

        assertThat(due)
                .filteredOn(mail -> mail.mail().equals(secret) && !isAsSubmitted(mail))
                .isNotEmpty()
                .allSatisfy(mail -> assertRefused(() -> text(store, mail), NOT_LEAVING));
        assertThat(due)
                .filteredOn(mail -> mail.mail().equals(hers))
                .singleElement()
                .satisfies(mail -> assertThat(text(store, mail)).isEqualTo("hers"));
        assertThat(text(store, ALICE, secret)).isEqualTo("secret");
    }

    private static boolean isAsSubmitted(QueuedMail mail) {
        return mail.sender().equals(Optional.of(BOB)) && mail.recipient().equals(OUTSIDE);
    }

    @Test
    void takesNoEnvelopeButThatOfTheRow() throws Exception {
        QueuedMail taken =
                store.take(1, VaultHome.NOON.plus(Duration.ofMinutes(5))).get(0);
        QueuedMail inAnother = new QueuedMail(taken.mail(), 6, Optional.of(ALICE), taken.recipient(), 0);

        assertRefused(() -> text(store, inAnother), NOT_LEAVING);
        assertThat(text(store, taken)).isEqualTo("secret");
    }

    @Test
    void takesAMailFromNobodyForARowThatWasRefused() throws Exception {
        tamper("INSERT INTO queue SELECT mail, 'eve@other.test', sender, 0, 0, proof FROM queue WHERE mail = $secret");
        List<QueuedMail> due = store.take(9, VaultHome.NOON.plus(Duration.ofMinutes(5))).stream()
                .filter(mail -> mail.mail().equals(secret))
                .toList();

        assertThat(due).hasSize(2);
        due.forEach(store::settled);

        assertThat(text(store, ALICE, secret)).isEqualTo("secret");
        store.remove(ALICE, List.of(secret));
        assertThat(home.rows("mails")).isOne();
    }

    @Test
    void knowsWhoGetsAMailAfterTheKeyWasChanged() throws Exception {
        store.close();
        VaultKeyRotation.runForStore(home.files(), new SecureRandom());
        tamper("UPDATE deliveries SET mailbox = (SELECT id FROM mailboxes WHERE address = 'alice@hub.test')"
                + " WHERE mail = $hers");

        assertThat(text(store, ALICE, secret)).isEqualTo("secret");
        assertRefused(() -> text(store, ALICE, hers), NOT_IN_MAILBOX);
        assertThat(store.take(9, VaultHome.NOON.plus(Duration.ofMinutes(5))))
                .extracting(mail -> text(store, mail))
                .containsExactly("secret", "hers");
    }

    private void tamper(String... statements) throws Exception {
        store.close();
        for (String sql : statements) {
            home.tamper(sql.replace("$secret", Long.toString(secret.id())).replace("$hers", Long.toString(hers.id())));
        }
        store = home.open();
    }

    private interface Reading {
        void read() throws Exception;
    }

    private static void assertRefused(Reading reading, String message) {
        assertThatThrownBy(reading::read).isInstanceOf(DamagedMail.class).hasMessage(message);
    }
}
