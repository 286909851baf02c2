package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;
import static dev.mailshell.ledger.MailStoreHome.outside;
import static dev.mailshell.ledger.MailStoreHome.text;
import static dev.mailshell.ledger.VaultHome.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailStoreQueueTest {

    private static final Duration LEASE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private MailStoreHome home;
    private Instant now = VaultHome.NOON;
    private MailStore store;

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
    void holdsOneEntryForEachRecipientOutside() throws Exception {
        MailAddress dave = new MailAddress("dave@other.test");

        StoredMail stored =
                store.accept("T\r\n", mail("x"), new Recipients(Optional.empty(), Set.of(BOB), Set.of(OUTSIDE, dave)));

        assertThat(take(9))
                .containsExactly(
                        new QueuedMail(stored, 4, Optional.empty(), OUTSIDE, 0),
                        new QueuedMail(stored, 4, Optional.empty(), dave, 0))
                .allSatisfy(mail -> assertThat(text(store, mail)).isEqualTo("T\r\nx"));
    }

    @Test
    void leasesWhatIsTaken() throws Exception {
        store.accept("", mail("x"), outside(OUTSIDE));

        assertThat(take(9)).hasSize(1);
        assertThat(take(9)).isEmpty();
        now = now.plus(LEASE);

        assertThat(take(9)).singleElement().extracting(QueuedMail::attempts).isEqualTo(1);
    }

    @Test
    void keepsALeaseAndTheAttemptsOverARestart() throws Exception {
        store.accept("", mail("x"), outside(OUTSIDE));
        take(9);
        store.close();

        store = home.open(() -> now);

        assertThat(take(9)).isEmpty();
        now = now.plus(LEASE);
        assertThat(take(9)).singleElement().satisfies(mail -> {
            assertThat(mail.attempts()).isOne();
            assertThat(mail.sender()).contains(ALICE);
        });
    }

    @Test
    void givesWhatIsDueLongestFirst() throws Exception {
        StoredMail first = store.accept("", mail("1"), outside(OUTSIDE));
        StoredMail second = store.accept("", mail("2"), outside(OUTSIDE));
        StoredMail third = store.accept("", mail("3"), outside(OUTSIDE));
        now = now.plusSeconds(1);
        store.postpone(take(1).get(0), now.minusMillis(1));

        assertThat(take(1)).extracting(QueuedMail::mail).containsExactly(second);
        assertThat(take(9)).extracting(QueuedMail::mail).containsExactly(third, first);
    }

    @Test
    void waitsWithWhatIsPostponed() throws Exception {
        store.accept("", mail("x"), outside(OUTSIDE));
        store.postpone(take(1).get(0), now.plus(Duration.ofHours(1)));

        now = now.plus(LEASE);
        assertThat(take(1)).isEmpty();
        now = now.plus(Duration.ofHours(1));
        assertThat(take(1)).hasSize(1);
    }

    @Test
    void deletesAMailWhenItsLastRecipientIsSettled() throws Exception {
        MailAddress dave = new MailAddress("dave@other.test");
        store.accept("", mail("x"), outside(OUTSIDE, dave));
        List<QueuedMail> taken = take(9);

        store.settled(taken.get(0));
        store.settled(taken.get(0));

        assertThat(text(store, taken.get(1))).isEqualTo("x");
        assertThatThrownBy(() -> text(store, taken.get(0)))
                .isInstanceOf(DamagedMail.class)
                .hasMessage("it is not in the queue");
        store.settled(taken.get(1));
        assertThat(home.rows("mails")).isZero();
        assertThat(home.rows("chunks")).isZero();
    }

    @Test
    void keepsAMailThatIsInAMailboxToo() throws Exception {
        StoredMail stored =
                store.accept("", mail("x"), new Recipients(Optional.of(ALICE), Set.of(BOB), Set.of(OUTSIDE)));

        store.settled(take(1).get(0));

        assertThat(text(store, BOB, stored)).isEqualTo("x");
    }

    @Test
    void saysHowManyWaitAndSinceWhen() throws Exception {
        assertThat(store.queue()).isEqualTo(new MailStore.QueueUsage(0, Optional.empty()));
        StoredMail first = store.accept("", mail("x"), outside(OUTSIDE));
        store.accept("", mail("y"), outside(OUTSIDE));

        assertThat(store.queue()).isEqualTo(new MailStore.QueueUsage(2, Optional.of(first.arrival())));
    }

    @Test
    void givesNothingToTwoThreads() throws Exception {
        for (int i = 0; i < 40; i++) {
            store.accept("", mail("x"), outside(OUTSIDE));
        }
        now = now.plusSeconds(1);

        List<List<QueuedMail>> taken = AtOnce.call(4, () -> store.take(10, now.plus(LEASE)));

        assertThat(taken.stream().flatMap(List::stream)).hasSize(40).doesNotHaveDuplicates();
    }

    private List<QueuedMail> take(int atMost) {
        return store.take(atMost, now.plus(LEASE));
    }
}
