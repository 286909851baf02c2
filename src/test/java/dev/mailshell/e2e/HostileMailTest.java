package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.Counters;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.crypto.cms.VectorKeys;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All hostile mails at once through the server's own routes, with a good command behind them. */
class HostileMailTest {

    /** Signed by alice, and still not for her to get an answer. */
    private static final Set<Reason> UNANSWERED =
            Set.of(Reason.FROM_NOT_SIGNER, Reason.NOT_ADDRESSED_TO_US, Reason.TOO_OLD_TO_ANSWER);

    @TempDir
    Path directory;

    @Test
    void endsEachInTheVaultForItsOwnReasonAndRunsTheNextGoodCommand() throws Exception {
        try (Parties parties = Parties.create(
                        directory, identities("web1"), identities("alice", "bob"), KeyAlgorithm.EC, SharedMail::add);
                RefusalLog log = RefusalLog.open()) {
            useVectorKeys(parties);
            List<Vector> mails = mails().toList();
            Vaults.store(
                    parties.home("web1"),
                    mails.stream()
                            .map(mail -> mail.mail().getBytes(StandardCharsets.ISO_8859_1))
                            .toList());
            endsAll(parties, mails, log);
        }
    }

    @Test
    void endsEachInADovecotMailboxForItsOwnReasonAndRunsTheNextGoodCommand() throws Exception {
        try (RealParties real =
                        RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice", "bob"));
                RefusalLog log = RefusalLog.open()) {
            useVectorKeys(real.parties());
            List<Vector> mails =
                    mails().filter(HostileMailTest::survivesAMailbox).toList();
            try (Mailbox web1 = Mailbox.open(real.parties().environment("web1"))) {
                for (Vector mail : mails) {
                    web1.append(mail.mail());
                }
            }
            endsAll(real.parties(), mails, log);
        }
    }

    /** IMAP carries neither nothing nor NUL (RFC 3501 section 4.3), and Dovecot ends lines and headers; the other test has those. */
    private static boolean survivesAMailbox(Vector mail) {
        String text = mail.mail().replace("\r\n", "\n");
        boolean headerEnds = text.startsWith("\n") || text.contains("\n\n");
        return headerEnds && text.indexOf('\0') < 0 && text.indexOf('\r') < 0;
    }

    private static List<Identity> identities(String... names) {
        return Stream.of(names)
                .map(name -> new Identity(new IdentityName(name), new MailAddress(name + "@mail.test")))
                .toList();
    }

    private static void useVectorKeys(Parties parties) throws IOException {
        new VectorKeys(Vector.folder("keys"))
                .replaceKeys(
                        parties.home("web1").directory(), parties.home("alice").directory());
        parties.setClock(VectorKeys.CLOCK);
    }

    private static Stream<Vector> mails() throws IOException {
        return Stream.concat(Vector.all("hostile/mail").stream(), Vector.all("hostile/signed").stream());
    }

    private static void endsAll(Parties parties, List<Vector> mails, RefusalLog log) throws Exception {
        Counters counters = parties.counters("web1");
        Forger forger = new Forger(parties.home("alice"), "alice", Peers.SERVERS, VectorKeys.CLOCK);
        String id = UUID.randomUUID().toString();
        try (Mailbox web1 = Mailbox.open(parties.environment("web1"))) {
            web1.append(forger.command("", "web1", Forger.json(id, VectorKeys.NOW, "echo alive")));
        }
        try (Mailbox alice = Mailbox.open(parties.environment("alice"))) {
            // Other tests of the vectors' alice may have left answers.
            int before = alice.count(Mailbox.INBOX);
            parties.startServer("web1");
            Patience.await().untilAsserted(() -> assertThat(counted(counters)).isEqualTo(expected(mails)));
            int answers = before
                    + (int) mails.stream().filter(HostileMailTest::isAnswered).count()
                    + 1;
            Patience.await().until(() -> alice.count(Mailbox.INBOX) >= answers);
            assertThat(log.lines()).hasSize(mails.size());
            assertThat(alice.count(Mailbox.INBOX)).isEqualTo(answers);
            assertThat(outputs(alice, before, forger, id)).containsExactly("alive\n");
            assertThat(Vaults.pending(parties.home("web1"))).isZero();
        }
    }

    private static boolean isAnswered(Vector mail) {
        return mail.folder().equals("hostile/signed") && !UNANSWERED.contains(Reason.valueOf(mail.expect()));
    }

    private static Map<Reason, Long> expected(List<Vector> mails) {
        Map<Reason, Long> expected = new EnumMap<>(Reason.class);
        mails.forEach(mail -> expected.merge(Reason.valueOf(mail.expect()), 1L, Long::sum));
        return expected;
    }

    private static Map<Reason, Long> counted(Counters counters) {
        Map<Reason, Long> counted = new EnumMap<>(Reason.class);
        Stream.of(Reason.values())
                .filter(reason -> counters.refused(reason) > 0)
                .forEach(reason -> counted.put(reason, counters.refused(reason)));
        return counted;
    }

    /** What the answers from the {@code first} on say that a command with that id printed. */
    private static List<String> outputs(Mailbox alice, int first, Forger forger, String id) throws Exception {
        List<String> outputs = new ArrayList<>();
        for (int i = first; i < alice.count(Mailbox.INBOX); i++) {
            String mail = alice.mail(Mailbox.INBOX, i);
            if (forger.isReadable(mail)) {
                assertThat(forger.entity(mail)).contains("denied, on web1").doesNotContain("started:");
                continue;
            }
            Reply reply = forger.open(mail);
            if (reply.id().toString().equals(id)) {
                outputs.add(Replies.stdout(reply));
            } else {
                assertThat(reply.startedAt()).isEmpty();
            }
        }
        return outputs;
    }
}
