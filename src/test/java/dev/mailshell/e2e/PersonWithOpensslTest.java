package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who types commands and reads answers with nothing but openssl, by the commands of docs/mail-programs.md. */
class PersonWithOpensslTest {

    @TempDir
    Path directory;

    private DocumentedShell document;
    private Path person;
    private Parties parties;
    private Mailbox web1;
    private Mailbox alice;

    @BeforeEach
    void readDocument() throws Exception {
        Prerequisite.require(
                exitCode("openssl version | grep -q 'OpenSSL 3'") == 0, "there is no openssl 3 on the PATH");
        document = DocumentedShell.read("mail-programs.md");
        person = Files.createDirectory(directory.resolve("person"));
    }

    @AfterEach
    void stop() throws Exception {
        if (parties != null) {
            parties.close();
            web1.close();
            alice.close();
        }
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void typesACommandWithOrWithoutAFileAndReadsItsAnswer(KeyAlgorithm algorithm) throws Exception {
        startServer(algorithm);
        String padding = algorithm == KeyAlgorithm.RSA ? "rsa_oaep_md" : "ecdh_kdf_md";
        run(document.command("-sign -text", padding)
                .replace("\\nuptime\\n", "\\nexpr 6 + 7; echo \u00fc >&2; exit 3\\n"));
        web1.append("Message-ID: <question@phone.test>\r\n" + command());

        String reply = fetchReply(0);
        String answer = run(document.command("-verify -text")).replace("\r\n", "\n");

        assertThat(answer)
                .startsWith("failed, exit code 3, on web1\n\n13\n\n--- stderr ---\n\u00fc\n\n--- details ---\n")
                .contains("\ncommand: expr 6 + 7; echo \u00fc >&2; exit 3\n", "\nfor: alice\n");
        assertThat(reply)
                .contains("\r\nSubject: Re: Mail Shell\r\n", "\r\nAuto-Submitted: auto-replied\r\n")
                .contains("\r\nIn-Reply-To: <question@phone.test>\r\nReferences: <question@phone.test>\r\n");
        if (algorithm == KeyAlgorithm.EC) {
            attachesAFile();
        }
    }

    private void attachesAFile() throws Exception {
        Files.writeString(person.resolve("data.csv"), "first\nsecond\n");
        // As a mail program does, which keeps a copy of what it sends.
        run(document.command("openssl", "data.csv").replace("-recip server.crt", "-recip me.crt -recip server.crt"));
        web1.append(command());
        fetchReply(1);

        assertThat(run(document.command("-verify -text")))
                .startsWith("done, exit code 0, on web1\r\n\r\n2 data.csv\r\n");
    }

    private void startServer(KeyAlgorithm algorithm) throws Exception {
        parties = Parties.create(
                directory, List.of(identity("web1")), List.of(identity("alice")), algorithm, SharedMail::add);
        Path server = parties.home("web1").directory();
        Path client = parties.home("alice").directory();
        Files.copy(server.resolve("identity/web1.crt"), person.resolve("server.crt"));
        Files.copy(client.resolve("identity/alice.crt"), person.resolve("me.crt"));
        Files.copy(client.resolve("identity/alice.key"), person.resolve("me.key"));
        web1 = Mailbox.open(parties.environment("web1"));
        alice = Mailbox.open(parties.environment("alice"));
        parties.startServer("web1");
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), SharedMail.address(name));
    }

    private String command() throws IOException {
        return Files.readString(person.resolve("command.eml"), StandardCharsets.ISO_8859_1);
    }

    private String fetchReply(int index) throws Exception {
        Patience.await().until(() -> alice.count(Mailbox.INBOX) == index + 1);
        String reply = alice.mail(Mailbox.INBOX, index);
        Files.writeString(person.resolve("reply.eml"), reply, StandardCharsets.ISO_8859_1);
        return reply;
    }

    private String run(String script) throws Exception {
        Process process = start(script);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(script + "\n" + Files.readString(errors()))
                .isZero();
        return output;
    }

    private int exitCode(String script) throws Exception {
        return start(script).waitFor();
    }

    private Process start(String script) throws IOException {
        return new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", script)
                .directory((person == null ? directory : person).toFile())
                .redirectError(errors().toFile())
                .start();
    }

    private Path errors() {
        return directory.resolve("openssl.err");
    }
}
