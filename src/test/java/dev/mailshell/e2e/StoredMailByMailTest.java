package dev.mailshell.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crash.Remains;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may, reads by mail what a hub keeps for its users, while the hub works with it. */
class StoredMailByMailTest {

    private static final String POLICY =
            """
            roles:
              postmaster: { allow: [help, vault] }
              user: { allow: [help, ping, jobs, status, output, cancel] }
            commands: {}
            clients:
              alice: { roles: [postmaster] }
              bob: { roles: [user] }
            """;

    private static final MailAddress CAROL = new MailAddress("carol@hub.test");
    private static final byte[] MAIL = "Subject: x\r\n\r\nplain\r\n".getBytes(ISO_8859_1);

    private static final byte[] BINARY = {'a', (byte) 0xff, 0, '\r', 27};

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Correspondent alice;
    private static Correspondent bob;

    @BeforeAll
    static void start() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob"));
        Files.writeString(parties.home("web1").policy(), POLICY);
        parties.startServer("web1");
        alice = new Correspondent(parties, "alice");
        bob = new Correspondent(parties, "bob");
    }

    @AfterAll
    static void stop() throws Exception {
        alice.close();
        bob.close();
        parties.close();
    }

    @Test
    void showsWhatIsStoredToWhomThePolicyLetsSeeIt() throws Exception {
        Reply none = alice.answer(alice.send("vault list"));
        assertThat(none.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(none.reason().orElseThrow().code()).isEqualTo(Reason.MAIL_UNKNOWN);
        assertThat(none.reason().orElseThrow().message()).isEqualTo("no mail of users is kept here");

        try (MailStore store = Vaults.ofUsers(parties.home("web1"))) {
            assertThat(alice.ask("vault list")).isEqualTo("no mail is stored here\n");
            StoredMail mail = store.accept("T: 1\r\n", new ByteArrayInputStream(MAIL), to());

            assertThat(alice.ask("vault list"))
                    .isEqualTo(mail.name() + "  carol@hub.test  " + (6 + MAIL.length) + " bytes\n");
            assertThat(alice.type("vault show " + mail.name())).contains("\nT: 1\nSubject: x\n");
            StoredMail binary = store.accept("", new ByteArrayInputStream(BINARY), to());
            assertThat(alice.answer(alice.send("vault show " + binary.name()))
                            .stdout()
                            .orElseThrow()
                            .content())
                    .isEqualTo(new StreamOutput.Base64(Base64.getEncoder().encodeToString(BINARY)));
            assertThat(bob.answer(bob.send("vault show " + mail.name())).status())
                    .isEqualTo(FinalStatus.DENIED);
            assertThat(bob.answer(bob.send("vault list")).status()).isEqualTo(FinalStatus.DENIED);
            store.remove(CAROL, List.of(mail));
            assertThat(reason("vault show " + mail.name())).isEqualTo(Reason.MAIL_UNKNOWN);
        }

        assertThat(Remains.ofWork(parties.home("web1")))
                .noneMatch(file -> file.getFileName().toString().startsWith("output-"));
    }

    @Test
    void deniesWhatIsNoIdAtAll() throws Exception {
        for (String line : List.of("vault", "vault show", "vault show ../../identity/mail.keys", "vault list all")) {
            assertThat(reason(line)).as(line).isEqualTo(Reason.ARGUMENT_REFUSED);
        }
    }

    private static Recipients to() {
        return new Recipients(Optional.empty(), Set.of(CAROL), Set.of());
    }

    private static Reason reason(String line) throws Exception {
        return alice.answer(alice.send(line)).reason().orElseThrow().code();
    }
}
