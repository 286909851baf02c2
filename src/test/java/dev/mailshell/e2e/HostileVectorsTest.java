package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.Counters;
import dev.mailshell.config.Home;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.crypto.cms.VectorKeys;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every vector on its way through the server's own routes, one after the other, in one run of one server. */
class HostileVectorsTest {

    /** Signed by alice, and meant for somebody else or by somebody else. */
    private static final Set<Reason> UNANSWERED = Set.of(Reason.FROM_NOT_SIGNER, Reason.NOT_ADDRESSED_TO_US);

    @TempDir
    Path directory;

    private Parties parties;
    private Counters counters;
    private Mailbox web1;
    private Mailbox alice;
    private Forger reader;
    private RefusalLog log;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(
                directory,
                List.of(identity("web1")),
                List.of(identity("alice"), identity("bob")),
                KeyAlgorithm.EC,
                SharedMail::add);
        new VectorKeys(Vector.folder("keys"))
                .replaceKeys(
                        parties.home("web1").directory(), parties.home("alice").directory());
        parties.setClock(VectorKeys.CLOCK);
        counters = parties.counters("web1");
        web1 = Mailbox.open(parties.environment("web1"));
        alice = Mailbox.open(parties.environment("alice"));
        reader = new Forger(parties.home("alice"), "alice", Peers.SERVERS, VectorKeys.CLOCK);
        log = RefusalLog.open();
    }

    @AfterEach
    void stop() throws Exception {
        log.close();
        parties.close();
        web1.close();
        alice.close();
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
    }

    @TestFactory
    Stream<DynamicTest> endsEachMailInTheMailboxWithItsOwnReason() throws Exception {
        parties.startServer("web1");
        // The mail server of the tests puts such mail in order; the other test hands it over byte for byte.
        Stream<DynamicTest> hostile = vectors("cms", "command")
                .filter(vector ->
                        !Set.of("header-only.eml", "good-lf-line-ends.eml").contains(vector.name()))
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> ends(vector)));
        return Stream.concat(
                hostile, Stream.of(DynamicTest.dynamicTest("a good command after them", this::runsTheNextGoodCommand)));
    }

    @TestFactory
    Stream<DynamicTest> endsEachMailInTheVaultWithItsOwnReason() throws Exception {
        List<Vector> vectors = vectors("cms", "command").toList();
        Home home = parties.home("web1");
        List<byte[]> mails = new ArrayList<>();
        Map<Reason, Long> expected = new EnumMap<>(Reason.class);
        for (Vector vector : vectors) {
            mails.add(bytes(vector));
            if (!vector.expect().equals("OK")) {
                expected.merge(Reason.valueOf(vector.expect()), 1L, Long::sum);
            }
        }
        Vaults.store(home, mails);
        parties.startServer("web1");
        Patience.await().until(() -> Vaults.pending(home) == 0);
        return Stream.of(
                DynamicTest.dynamicTest(
                        "each reason is counted", () -> assertThat(counted()).isEqualTo(expected)),
                DynamicTest.dynamicTest(
                        "each leaves one line", () -> assertThat(log.lines()).hasSize((int) counters.refused())));
    }

    private static Stream<Vector> vectors(String... folders) throws Exception {
        Stream<Vector> all = Stream.of();
        for (String folder : folders) {
            all = Stream.concat(all, Vector.all(folder).stream());
        }
        return all;
    }

    private static byte[] bytes(Vector vector) {
        return vector.mail().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void ends(Vector vector) throws Exception {
        Map<Reason, Long> before = counted();
        int replies = alice.count(Mailbox.INBOX);
        int lines = log.lines().size();
        web1.append(vector.mail());
        if (vector.expect().equals("OK")) {
            assertThat(reply(replies).status()).isEqualTo(FinalStatus.DONE);
            assertThat(counted()).isEqualTo(before);
            return;
        }
        Reason reason = Reason.valueOf(vector.expect());
        Patience.await().until(() -> counted(), counted -> !counted.equals(before));
        before.merge(reason, 1L, Long::sum);
        assertThat(counted()).isEqualTo(before);
        assertThat(log.lines()).hasSize(lines + 1).last().asString().contains(" refused: " + reason + ", ");
        if (isAnswered(vector, reason) && vector.name().equals("html.eml")) {
            assertThat(reader.entity(answer(replies))).contains("denied, on web1", "reason: " + reason);
        } else if (isAnswered(vector, reason)) {
            Reply reply = reply(replies);
            assertThat(reply.status()).isEqualTo(reason == Reason.EXPIRED ? FinalStatus.EXPIRED : FinalStatus.DENIED);
            assertThat(reply.reason().orElseThrow().code()).isEqualTo(reason);
        }
        assertThat(alice.count(Mailbox.INBOX)).isEqualTo(replies + (isAnswered(vector, reason) ? 1 : 0));
    }

    private static boolean isAnswered(Vector vector, Reason reason) throws Exception {
        return Vector.all("command").contains(vector)
                && !UNANSWERED.contains(reason)
                && !vector.name().equals("reply-instead-of-command.eml");
    }

    /** And nobody but alice, once, for this: it is the next mail that she gets. */
    private void runsTheNextGoodCommand() throws Exception {
        int replies = alice.count(Mailbox.INBOX);
        String id = UUID.randomUUID().toString();
        web1.append(reader.command("", "web1", Forger.json(id, VectorKeys.NOW, "echo alive")));

        Reply reply = reply(replies);

        assertThat(reply.id()).hasToString(id);
        assertThat(Replies.stdout(reply)).isEqualTo("alive\n");
    }

    private Reply reply(int before) throws Exception {
        return reader.open(answer(before));
    }

    private String answer(int before) throws Exception {
        Patience.await().until(() -> alice.count(Mailbox.INBOX) > before);
        return alice.mail(Mailbox.INBOX, before);
    }

    private Map<Reason, Long> counted() {
        Map<Reason, Long> counted = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            if (counters.refused(reason) > 0) {
                counted.put(reason, counters.refused(reason));
            }
        }
        return counted;
    }
}
