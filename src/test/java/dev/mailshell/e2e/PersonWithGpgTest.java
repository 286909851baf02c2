package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.pgp.Gpg;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who types commands and reads answers with nothing but gpg, by the commands of docs/mail-programs.md. The server has a certificate
 * of hers as well, by which it would answer if it did not know better.
 */
class PersonWithGpgTest {

    private static final String HEADER =
            "From: alice@mail.test\nMessage-ID: <question@phone.test>\nMIME-Version: 1.0\n";

    @TempDir
    Path directory;

    private DocumentedShell document;
    private Parties parties;
    private Gpg gpg;
    private Mailbox alice;
    private String server;

    @BeforeEach
    void makeHomes() throws Exception {
        gpg = Gpg.in(directory);
        // What gpg would ask a person.
        Files.writeString(
                gpg.home().resolve("gpg.conf"), "batch\nquiet\npinentry-mode loopback\npassphrase correct horse\n");
        document = DocumentedShell.read("mail-programs.md");
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "200KB");
        alice = Mailbox.open(parties.environment("alice"));
        Files.copy(parties.home("web1").identity().resolve("web1.pgp.asc"), directory.resolve("server.asc"));
        server = gpg.run("gpg --with-colons --show-keys server.asc | awk -F: '/^fpr/ {print $10; exit}'")
                .strip();
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        gpg.close();
        alice.close();
    }

    private void startServer() throws Exception {
        Files.copy(
                directory.resolve("me.asc"),
                parties.home("web1").directory().resolve("trust/clients/alice/gpg.pgp.asc"));
        parties.startServer("web1");
    }

    /** The answer that comes to the mail in {@code command.eml}, sent by curl, as gpg reads it. */
    private String answer() throws Exception {
        int before = alice.count(Mailbox.INBOX);
        gpg.run(submitting(document.command("curl ", "--upload-file"))
                .replace("smtp.mail.test", "localhost:" + setting("PORT"))
                .replace("--user " + setting("USER"), "-sS --config login --cacert " + authority()));
        return read(before);
    }

    /** To the addresses that there are. */
    private String submitting(String command) throws Exception {
        Files.writeString(
                directory.resolve("login"), "user = \"" + setting("USER") + ":" + setting("PASSWORD") + "\"\n");
        return command.replace("alice@mail.test", setting("USER"))
                .replace(
                        "web1@mail.test",
                        parties.config("web1").identity().address().value());
    }

    private String setting(String name) {
        return parties.environment("alice").get("MAILSHELL_SMTP_" + name);
    }

    private String authority() {
        return parties.environment("alice").get("MAILSHELL_TLS_CA_FILE");
    }

    private String read(int index) throws Exception {
        Patience.await().until(() -> alice.count(Mailbox.INBOX) > index);
        Files.writeString(
                directory.resolve("reply.eml"), alice.mail(Mailbox.INBOX, index), StandardCharsets.ISO_8859_1);
        Files.deleteIfExists(directory.resolve("answer.txt"));
        String signature = gpg.run(document.command("gpg --import", "VALIDSIG"));
        assertThat(signature).contains("VALIDSIG " + server.toUpperCase(Locale.ROOT));
        return Files.readString(directory.resolve("answer.txt")).replace("\r\n", "\n");
    }

    private void requireThread(String messageId) throws IOException {
        assertThat(Files.readString(directory.resolve("reply.eml")))
                .contains("\r\nSubject: Re: Mail Shell\r\n", "\r\nAuto-Submitted: auto-replied\r\n")
                .contains("\r\nIn-Reply-To: " + messageId + "\r\nReferences: " + messageId + "\r\n");
    }

    @Test
    void typesCommandsInEachFormAndReadsTheirAnswers() throws Exception {
        gpg.run(document.command("--quick-generate-key"));
        leaveACommandBehind(parties.home("web1"));
        startServer();
        assertThat(read(0))
                .startsWith("Content-Type: text/plain; charset=utf-8\n")
                .contains("\n\ninterrupted, on web1\n\n--- details ---\nreason: INTERRUPTED, ");
        requireThread("<question@phone.test>");

        inArmor();
        Files.writeString(directory.resolve("data.csv"), "first\nsecond\n");
        gpg.run(document.command("gpg --armor", "data.csv"));
        assertThat(answer()).contains("\n\ndone, exit code 0, on web1\n\n2 data.csv\n\n--- details ---\n");

        nested();
        bySwaks();
    }

    /** As a server that was killed does. */
    private static void leaveACommandBehind(Home home) {
        Instant now = Instant.now(Clock.systemUTC());
        try (SqliteLedger ledger = SqliteLedger.open(home.state(), home.state().resolve("state.db"))) {
            CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
            Question question =
                    new Question(Form.HUMAN, Optional.of(MessageFormat.OPENPGP), Optional.of("<question@phone.test>"));
            ledger.accept(key, question, now, now.plusSeconds(60));
            ledger.running(key, "uptime", now);
        }
    }

    private void inArmor() throws Exception {
        gpg.run(document.command("gpg --armor", "Message-ID")
                .replace("\\nuptime\\n", "\\nexpr 6 + 7; echo \u00fc >&2; exit 3\\n"));

        assertThat(answer())
                .contains("\n\nfailed, exit code 3, on web1\n\n13\n\n--- stderr ---\n\u00fc\n\n--- details ---\n")
                .contains("\ncommand: expr 6 + 7; echo \u00fc >&2; exit 3\n", "\nfor: alice\n");
        String question = Files.readString(directory.resolve("command.eml"));
        requireThread(question.replaceAll("(?s).*Message-ID: (<.*?>).*", "$1"));
    }

    /** A signed part in an encrypted one, as Thunderbird does it. The answer is too long to be shown. */
    private void nested() throws Exception {
        Files.writeString(
                directory.resolve("part.mime"),
                "Content-Type: text/plain; charset=utf-8\r\n\r\n@web1\r\n\r\nseq 3500; exit 4\r\n");
        gpg.run("gpg --armor --detach-sign -o part.asc part.mime");
        gpg.run(
                "{ printf 'Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\\r\\n\\r\\n--s"
                        + "\\r\\n'; cat part.mime; printf '\\r\\n--s\\r\\nContent-Type: application/pgp-signature\\r\\n\\r\\n';"
                        + " cat part.asc; printf '\\r\\n--s--\\r\\n'; } | gpg --armor --encrypt -f server.asc > nested.asc");
        Files.writeString(
                directory.resolve("command.eml"),
                HEADER
                        + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\n"
                        + "Content-Type: application/pgp-encrypted\n\nVersion: 1\n\n--b\nContent-Type: application/octet-stream"
                        + "\n\n" + Files.readString(directory.resolve("nested.asc")) + "\n--b--\n");

        assertThat(answer())
                .startsWith("Content-Type: multipart/mixed;")
                .contains(
                        "\n\nfailed, exit code 4, on web1\n\n(16393 bytes, see the attached stdout.txt)\n\n--- details ---\n")
                .contains("filename=stdout.txt");
        requireThread("<question@phone.test>");
    }

    private void bySwaks() throws Exception {
        Prerequisite.require(
                gpg.run("swaks --support || true").contains("=== TLS supported"), "there is no swaks with TLS");
        int before = alice.count(Mailbox.INBOX);

        // The password comes as somebody would type it: to a swaks that reads the command from a pipe it would not.
        gpg.run("printf '%s\\n' " + setting("PASSWORD") + " | {\n"
                + submitting(document.command("swaks"))
                        .replace("smtp.mail.test", "localhost --port " + setting("PORT"))
                        .replace("--tls-verify", "--tls-verify --tls-ca-path " + authority())
                + "\n}");

        assertThat(read(before)).contains("\n\ndone, exit code 0, on web1\n", "\ncommand: uptime\n");
    }

    @Test
    void doesSoWithRsaToo() throws Exception {
        gpg.makeKey("alice", "rsa3072");
        gpg.run("gpg --armor --export alice@mail.test > me.asc");
        startServer();

        inArmor();
    }
}
