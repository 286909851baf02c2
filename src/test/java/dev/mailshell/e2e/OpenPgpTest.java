package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.TestHomes;
import dev.mailshell.config.Home;
import dev.mailshell.crypto.pgp.Gpg;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPgpTest {

    @TempDir
    Path directory;

    private Parties parties;

    @BeforeEach
    void makeHomes() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void runsWhatGpgAloneSealedAndAnswersForGpg() throws Exception {
        UUID id = UUID.randomUUID();
        try (Gpg gpg = Gpg.in(directory);
                Mailbox mailbox = Mailbox.open(parties.environment("alice"))) {
            exchangeKeys(gpg);
            parties.startServer("web1");

            mailbox.submit(parties.config("web1").identity().address().value(), sealed(gpg, "alice", id));
            Patience.await().until(() -> mailbox.count(Mailbox.INBOX) == 1);

            Files.writeString(
                    directory.resolve("reply.eml"), mailbox.mail(Mailbox.INBOX, 0), StandardCharsets.ISO_8859_1);
            String reply = gpg.run("gpg --batch --trust-model always --status-file status --decrypt reply.eml");
            assertThat(Files.readString(directory.resolve("status")))
                    .contains("GOODMDC", "VALIDSIG " + fingerprint(gpg, "web1"));
            assertThat(reply)
                    .contains("application/vnd.mailshell.reply+json", "\"id\":\"" + id + "\"", "\"text\":\"42\\n\"");
        }
    }

    /** Alice's key is gpg's own; her certificate stays beside it. */
    private void exchangeKeys(Gpg gpg) throws Exception {
        gpg.makeKey("alice", "future-default");
        Path trusted = parties.home("web1").directory().resolve("trust/clients/alice/alice.pgp.asc");
        gpg.run("gpg --batch --quiet --armor --export alice@mail.test > " + trusted);
        gpg.run("gpg --batch --quiet --import "
                + parties.home("web1").identity().resolve("web1.pgp.asc"));
    }

    private String sealed(Gpg gpg, String from, UUID id) throws Exception {
        Instant now = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(
                directory.resolve("part.mime"),
                String.format(
                        Locale.ROOT,
                        """
                Content-Type: application/vnd.mailshell.command+json

                {"v":1,"id":"%s","from":"%s","to":["web1"],"issuedAt":"%s","expiresAt":"%s","command":{"line":"expr 6 '*' 7"}}
                """,
                        id,
                        from,
                        now,
                        now.plusSeconds(3600)));
        gpg.run("gpg --batch --quiet --yes --trust-model always --armor --sign -u " + from + "@mail.test --encrypt -r "
                + fingerprint(gpg, "web1") + " -o message.asc part.mime");
        return "From: " + parties.config("alice").identity().address() + "\r\nTo: "
                + parties.config("web1").identity().address() + "\r\nSubject: command\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--b\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n"
                + Files.readString(directory.resolve("message.asc")).replace("\n", "\r\n") + "\r\n--b--\r\n";
    }

    private static String fingerprint(Gpg gpg, String name) throws Exception {
        return gpg.run("gpg --batch --with-colons --list-keys '" + name + " <' | awk -F: '/^fpr/ {print $10; exit}'")
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    @Test
    void takesANewClientWhileItRunsAndRefusesHimOnceHisRevocationIsThere() throws Exception {
        try (Gpg gpg = Gpg.in(directory);
                Mailbox mailbox = Mailbox.open(parties.environment("alice"));
                Mailbox server = Mailbox.open(parties.environment("web1"))) {
            exchangeKeys(gpg);
            parties.startServer("web1");
            gpg.makeKey("bob", "future-default");
            gpg.run("gpg --batch --quiet --export bob@mail.test > bob.gpg");
            server.append(sealed(gpg, "bob", UUID.randomUUID()));
            Patience.await().until(() -> parties.counters("web1").refused(Reason.SIGNER_UNKNOWN) == 1);

            String address = parties.config("alice").identity().address().value();
            TestHomes.addKey(parties.home("web1"), "bob", directory.resolve("bob.gpg"), address);
            server.append(sealed(gpg, "bob", UUID.randomUUID()));
            Patience.await().until(() -> mailbox.count(Mailbox.INBOX) == 1);

            Path revocation = parties.home("web1").revoked().resolve("bob.rev");
            gpg.run("sed 's/^:---/---/' $(grep -l bob \"$GNUPGHOME\"/openpgp-revocs.d/*.rev) > bob.rev; mv bob.rev "
                    + revocation);
            server.append(sealed(gpg, "bob", UUID.randomUUID()));
            Patience.await().until(() -> parties.counters("web1").refused(Reason.KEY_REVOKED) == 1);
            assertThat(mailbox.count(Mailbox.INBOX)).isEqualTo(1);
        }
    }

    @Test
    void tellsAtItsStartOfAnOpenPgpKeyThatCannotBeRead() throws Exception {
        Files.writeString(parties.home("web1").directory().resolve("trust/clients/alice/bad.asc"), "no key");

        try (LogLines log = LogLines.of("mailshell.keys")) {
            parties.startServer("web1").prepare();

            assertThat(log.warnings())
                    .anyMatch(
                            line -> line.startsWith(
                                    "no OpenPGP mail is opened or sealed: the file trust/clients/alice/bad.asc is neither one OpenPGP key"));
        }
    }

    @Test
    void twoPartiesOfOursTalkInOpenPgpIfThatIsAllTheyHaveOfOneAnother() throws Exception {
        deleteCertificates(parties.home("alice"));
        deleteCertificates(parties.home("web1"));
        parties.startServer("web1");
        parties.startClient("alice");

        parties.drop("alice", "answer.cmd", "@web1\nexpr 6 '*' 7\n");

        Reply reply = new Replies(parties.home("alice")).awaitOne();
        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(reply)).isEqualTo("42\n");
    }

    @Test
    void answersInOpenPgpWhatAKilledServerLeftBehindThoughThereIsACertificate() throws Exception {
        try (Gpg gpg = Gpg.in(directory);
                Mailbox mailbox = Mailbox.open(parties.environment("alice"))) {
            exchangeKeys(gpg);
            leaveACommandBehind(new Question(Form.HUMAN, Optional.of(MessageFormat.OPENPGP), Optional.empty()));

            parties.startServer("web1");
            Patience.await().until(() -> mailbox.count(Mailbox.INBOX) == 1);

            Files.writeString(
                    directory.resolve("reply.eml"), mailbox.mail(Mailbox.INBOX, 0), StandardCharsets.ISO_8859_1);
            assertThat(gpg.run("gpg --batch --trust-model always --decrypt reply.eml"))
                    .contains("interrupted, on web1");
        }
    }

    private void leaveACommandBehind(Question question) {
        Path state = parties.home("web1").state();
        Instant now = Instant.now(Clock.systemUTC());
        try (SqliteLedger ledger = SqliteLedger.open(state, state.resolve("state.db"))) {
            CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
            ledger.accept(key, question, now, now.plusSeconds(60));
        }
    }

    private static void deleteCertificates(Home home) throws IOException {
        try (Stream<Path> files = Files.walk(home.directory().resolve("trust"))) {
            files.filter(file -> file.toString().endsWith(".crt")).forEach(OpenPgpTest::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
