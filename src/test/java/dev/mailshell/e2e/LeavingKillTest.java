package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.SqliteMailInspection;
import dev.mailshell.ledger.VaultFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hub is killed while a mail leaves it: the mail leaves after all, and twice only if nobody could know that it had left. */
@Timeout(180)
class LeavingKillTest {

    /** Longer than a mail that was taken from the queue before a kill waits to be found again. */
    private static final Duration LATER = Duration.ofMinutes(6);

    private static final String LETTER = "the letter";
    private static final String LAST = "the last one";

    /** What the smart host has heard when the hub is killed. */
    private enum Moment {
        LOGIN("AUTH", false),
        SENDER("MAIL FROM", false),
        RECIPIENT("RCPT", false),
        DATA("DATA", false),
        MAIL_THAT_IT_DOES_NOT_TAKE("Received:", false),
        MAIL_THAT_IT_TAKES("Received:", true);

        private final String heard;
        private final boolean taken;

        Moment(String heard, boolean taken) {
            this.heard = heard;
            this.taken = taken;
        }
    }

    @TempDir
    Path directory;

    private SmartHost smartHost;
    private Parties parties;
    private HubUser alice;
    private Child hub;

    @BeforeEach
    void start() throws Exception {
        smartHost = SmartHost.start(directory);
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice"));
        parties.environment("hub").putAll(smartHost.settings());
        parties.keepPorts("hub");
        alice = HubUser.of(parties.home("alice"), "alice@hub.test", port("SMTPS"), port("POP3S"));
        hub = parties.startHubProcess("hub");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        smartHost.close();
    }

    @ParameterizedTest
    @EnumSource
    void leavesAfterAKillAt(Moment moment) throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        smartHost.answer(line -> {
            if (killed.getCount() == 0 || !line.startsWith(moment.heard)) {
                return "";
            }
            // Nobody hears the answer.
            hub.close();
            killed.countDown();
            return moment.taken ? "" : "451 not now";
        });
        send(LETTER);
        assertThat(killed.await(60, TimeUnit.SECONDS)).isTrue();

        startLater();
        assertLeft(moment.taken ? List.of(LETTER, LETTER) : List.of(LETTER));
        send(LAST);
        assertLeft(moment.taken ? List.of(LETTER, LETTER, LAST) : List.of(LETTER, LAST));
    }

    @Test
    void leavesOnceIfTheHubHasHeardThatItLeft() throws Exception {
        send(LETTER);
        Patience.await().until(() -> waiting() == 0);
        hub.kill();

        startLater();
        send(LAST);
        assertLeft(List.of(LETTER, LAST));
    }

    private void startLater() throws Exception {
        parties.setClock(new ShiftedClock(LATER));
        parties.startHub("hub");
    }

    private void send(String text) throws Exception {
        alice.send("friend@elsewhere.test", text);
    }

    private void assertLeft(List<String> texts) {
        Patience.await().untilAsserted(() -> assertThat(smartHost.taken())
                .extracting(mail -> mail.content()
                        .substring(mail.content().indexOf("\r\n\r\n"))
                        .strip())
                .isEqualTo(texts));
    }

    private int waiting() throws Exception {
        Home home = parties.home("hub");
        try (MailInspection store =
                SqliteMailInspection.ofStore(new VaultFiles(home.mailStore(), home.mailStoreKeys()))) {
            return store.queue().mails();
        }
    }

    private int port(String name) {
        return Integer.parseInt(parties.environment("hub").get("MAILSHELL_HUB_" + name + "_PORT"));
    }
}
