package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.pgp.Gpg;
import dev.mailshell.realmail.Prerequisite;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail programs of Debian, as a person uses them, between a Postfix, a Dovecot and a server of ours. */
class MailProgramTest {

    /** The largest mail that Postfix takes. */
    private static final int LIMIT = 100_000;

    @TempDir
    static Path directory;

    private static Gpg gpg;
    private static RealParties real;

    @BeforeAll
    static void startServer() throws Exception {
        gpg = Gpg.in(directory);
        real = RealParties.create(directory.resolve("homes"), KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        real.mail().configurePostfix("message_size_limit=" + LIMIT);
        gpg.makeKey("alice", "future-default");
        Path web1 = real.parties().home("web1").directory();
        gpg.run("gpg --batch --armor --export alice@mail.test > " + web1.resolve("trust/clients/alice/gpg.pgp.asc"));
        gpg.run("gpg --batch --quiet --import " + web1.resolve("identity/web1.pgp.asc"));
        gpg.run("gpg --batch --with-colons --list-keys web1@mail.test | awk -F: '/^fpr/ {print $10 \":6:\"; exit}'"
                + " | gpg --batch --quiet --import-ownertrust");
        Files.writeString(directory.resolve("no-mails"), "");
        Files.writeString(directory.resolve("show"), "#!/bin/sh\ncp \"$1\" " + directory.resolve("shown") + "\n");
        Files.setPosixFilePermissions(directory.resolve("show"), PosixFilePermissions.fromString("rwx------"));
        real.parties().startServer("web1");
    }

    @AfterAll
    static void stop() throws IOException {
        if (real != null) {
            real.close();
        }
        if (gpg != null) {
            gpg.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mutt, set crypt_use_gpgme=yes", "neomutt, set crypt_use_gpgme=no; source /etc/neomuttrc.d/gpg.rc"})
    void typesACommandAndShowsItsAnswer(String program, String cryptography) throws Exception {
        Prerequisite.require(
                gpg.run("command -v " + program + " && command -v script || true")
                                .lines()
                                .count()
                        == 2,
                "there is no " + program + " on the PATH");
        int before = real.mailsIn("alice", "INBOX");

        type(program, cryptography, "expr 6 + 7; echo \u00fc >&2; exit 3");

        assertThat(show(program, cryptography, before))
                .contains("In-Reply-To: <", "Good signature from", "failed, exit code 3, on web1\n\n13\n")
                .contains("\n--- stderr ---\n\u00fc\n", "command: expr 6 + 7; echo \u00fc >&2; exit 3\n");

        type(program, cryptography, "head -c " + LIMIT + " /dev/urandom; exit 4");

        assertThat(show(program, cryptography, before + 1))
                .contains("In-Reply-To: <", "Good signature from", "failed, exit code 4, on web1\n")
                .contains("reason: REPLY_REFUSED, ");
    }

    /** Writes a new mail and sends it, key by key. */
    private static void type(String program, String cryptography, String line) throws Exception {
        Files.writeString(directory.resolve("body"), "@web1\n\n" + line + "\n");
        Files.writeString(
                directory.resolve("rc"),
                settings() + cryptography
                        + "\npush '<mail>web1@mail.test<enter>Mail Shell<enter><send-message><quit>'\n");
        gpg.run(run(program, "no-mails"));
    }

    /** What it shows of the last mail, once there are more than {@code before}. */
    private static String show(String program, String cryptography, int before) throws Exception {
        Patience.await().until(() -> real.mailsIn("alice", "INBOX") > before);
        Files.writeString(
                directory.resolve("rc"), settings() + cryptography + "\npush '<last-entry><display-message><quit>'\n");
        Files.deleteIfExists(directory.resolve("shown"));
        gpg.run(run(
                program,
                "imaps://alice%40mail.test@" + RealMail.HOST + ":" + real.mail().imapsPort() + "/INBOX"));
        return Files.readString(directory.resolve("shown"));
    }

    /** In a terminal, which both want to have. What it shows says what it waits for. */
    private static String run(String program, String folder) {
        return "HOME=$PWD TERM=xterm timeout 40 script -qefc '" + program + " -n -F rc -f " + folder
                + "' typescript < /dev/null > /dev/null || { tail -c 1000 typescript >&2; exit 1; }";
    }

    private static String settings() {
        String password = real.mail().account("alice").password();
        return String.join(
                "\n",
                "set from=alice@mail.test realname=alice",
                "set smtp_url=smtps://alice%40mail.test@" + RealMail.HOST + ":"
                        + real.mail().smtpsPort() + "/",
                "set smtp_pass='" + password + "' imap_pass='" + password + "'",
                "set ssl_ca_certificates_file=" + real.mail().caFile(),
                "set editor='cp " + directory.resolve("body") + "' pager=" + directory.resolve("show"),
                "set crypt_autosign=yes crypt_autoencrypt=yes pgp_self_encrypt=yes pgp_default_key=alice@mail.test",
                "set charset=utf-8 text_flowed=yes crypt_verify_sig=yes",
                "set folder=. spoolfile=no-mails record= postponed= signature= quit=yes wait_key=no prompt_after=no",
                "");
    }
}
