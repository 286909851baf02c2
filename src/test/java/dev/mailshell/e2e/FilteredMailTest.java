package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.StepObserver;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good commands of trusted clients, in mails that the settings keep from being opened. */
class FilteredMailTest {

    private static final String RESULTS = "Authentication-Results: mx.test; dkim=pass header.d=mail.test\r\n";
    private static final String SUBJECT = "Subject: =?utf-8?Q?Mail_Shell?=\r\n";

    @TempDir
    Path directory;

    private final AtomicInteger opened = new AtomicInteger();
    private Parties parties;
    private Counters counters;
    private Forger alice;
    private Mailbox web1;
    private Mailbox answers;
    private RefusalLog log;

    @BeforeEach
    void create() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob"));
        parties.setObserver(new Openings());
        counters = parties.counters("web1");
        alice = Forger.client(parties, "alice");
        web1 = Mailbox.open(parties.environment("web1"));
        answers = Mailbox.open(parties.environment("alice"));
        log = RefusalLog.open();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        parties.close();
        web1.close();
        answers.close();
    }

    /** A mail with that header, and why it is not opened. */
    private record Refused(Reason reason, String header) {}

    private static List<Refused> refused() {
        return List.of(
                new Refused(Reason.SENDER_REFUSED, "From: mallory@mail.test\r\n" + SUBJECT + RESULTS),
                new Refused(Reason.SENDER_REFUSED, "From: ALICE, mallory@mail.test\r\n" + SUBJECT + RESULTS),
                new Refused(Reason.SUBJECT_REFUSED, "From: ALICE\r\nSubject: Hello\r\n" + RESULTS),
                new Refused(Reason.AUTHENTICATION_RESULTS_REFUSED, "From: ALICE\r\n" + SUBJECT),
                new Refused(
                        Reason.AUTHENTICATION_RESULTS_REFUSED,
                        RESULTS.replace("pass", "fail") + RESULTS + "From: ALICE\r\n" + SUBJECT),
                new Refused(Reason.MAIL_LOOPED, "Received: x\r\n".repeat(101) + "From: ALICE\r\n" + SUBJECT + RESULTS),
                new Refused(Reason.MAIL_LOOPED, "From: WEB1\r\n" + SUBJECT + RESULTS));
    }

    @Test
    void refusesWithoutOpeningAndOpensWhatPasses() throws Exception {
        parties.environment("web1")
                .putAll(Map.of(
                        "MAILSHELL_FILTER_SENDERS", "clients",
                        "MAILSHELL_FILTER_SUBJECT", "Mail Shell",
                        "MAILSHELL_FILTER_AUTHSERV_ID", "mx.test",
                        "MAILSHELL_FILTER_AUTHENTICATION", "dkim"));
        parties.startServer("web1");

        for (Refused refused : refused()) {
            long before = counters.refused();
            long ofReason = counters.refused(refused.reason());
            web1.append(command(refused.header()));
            Patience.await().until(() -> counters.refused() == before + 1);
            assertThat(counters.refused(refused.reason())).as(refused.header()).isEqualTo(ofReason + 1);
            assertThat(log.lines()).last().asString().contains(" refused: " + refused.reason() + ", ");
        }
        assertThat(opened).hasValue(0);

        web1.append(command("Received: x\r\n".repeat(100) + "From: Alice <ALICE>\r\n" + SUBJECT + RESULTS));

        assertThat(answer(0).status()).isEqualTo(FinalStatus.DONE);
        assertThat(opened).hasValue(1);
        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(1);
    }

    @Test
    void letsMailBeyondTheRateWaitAndNobodyElse() throws Exception {
        StoppedClock clock = new StoppedClock();
        clock.setRight();
        parties.setClock(clock);
        parties.environment("web1").put("MAILSHELL_FILTER_RATE", "1/min");
        sweepOften();
        parties.startServer("web1");
        for (int i = 0; i < 20; i++) {
            web1.append("From: stranger" + i + "@mail.test\r\nSubject: x\r\n\r\nflood");
        }
        web1.append(command("From: ALICE\r\n"));
        web1.append(command("From: ALICE\r\n"));

        assertThat(answer(0).status()).isEqualTo(FinalStatus.DONE);
        Patience.await().until(() -> web1.count(Mailbox.INBOX) == 0);
        Patience.await().until(() -> counters.refused(Reason.NOT_ENCRYPTED) == 1);
        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(1);
        assertThat(opened).hasValue(2);

        clock.advance(Duration.ofMinutes(1));

        assertThat(answer(1).status()).isEqualTo(FinalStatus.DONE);
        Patience.await().until(() -> counters.refused(Reason.NOT_ENCRYPTED) == 2);
        assertThat(Vaults.pending(parties.home("web1"))).isGreaterThanOrEqualTo(18);
    }

    /** The route that looks for waiting mail, each 100 ms instead of each minute. */
    private void sweepOften() throws Exception {
        Path routes = Files.createDirectory(parties.home("web1").directory().resolve("routes"));
        Files.setPosixFilePermissions(routes, PosixFilePermissions.fromString("rwx------"));
        String route = Files.readString(Path.of("routes/server/resume-stored.camel.yaml"));
        Path own = Files.writeString(
                routes.resolve("resume-stored.camel.yaml"), route.replace("{{mailshell.vault.sweep:60s}}", "100ms"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
    }

    private String command(String header) throws Exception {
        String named = header.replace("ALICE", address("alice")).replace("WEB1", address("web1"));
        return alice.command(named, "web1", Forger.json(UUID.randomUUID().toString(), "true"));
    }

    private String address(String name) throws Exception {
        return parties.config(name).identity().address().value();
    }

    private Reply answer(int index) throws Exception {
        Patience.await().until(() -> answers.count(Mailbox.INBOX) > index);
        return alice.open(answers.mail(Mailbox.INBOX, index));
    }

    /** Counts how often the step of decryption begins: all cryptography on a mail is in it. */
    private final class Openings implements StepObserver {

        @Override
        public void begins(Step step) {
            if (step.id().equals("verify-and-decrypt")) {
                opened.incrementAndGet();
            }
        }

        @Override
        public void ends(Step step) {}
    }
}
