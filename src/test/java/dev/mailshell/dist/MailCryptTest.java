package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.RealMail;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mail server of docker-compose.yml is told of mail-crypt, on a Dovecot, with keys as docs/containers.md makes them. */
class MailCryptTest {

    private static final Pattern KEYS = Pattern.compile("(?ms)^```sh\\n(\\(umask 077\\n[^`]*\\nopenssl [^`]*)^```$");

    @TempDir
    Path directory;

    @Test
    void encryptsOnDiskWhatImapReads() throws Exception {
        RealMail.assumeAvailable();
        makeKeys();
        try (RealMail mail = RealMail.start("web1")) {
            mail.configureDovecot(settings());

            mail.save("web1", "Subject: test\r\n\r\nNobody reads this on the disk.\r\n");

            assertThat(mail.mails("web1")).singleElement().satisfies(file -> assertThat(
                            Files.readString(file, StandardCharsets.ISO_8859_1))
                    .startsWith("CRYPTED")
                    .doesNotContain("Nobody", "Subject"));
            assertThat(readByImap(mail)).isEqualToIgnoringNewLines("Nobody reads this on the disk.");
        }
    }

    private String settings() throws Exception {
        String settings = Files.readString(Path.of("packaging/container/mail-crypt.conf"));
        assertThat(settings).contains("/run/secrets/mail-crypt-private", "/run/secrets/mail-crypt-public");
        return settings.replace("/run/secrets/mail-crypt-", directory.resolve("mail/crypt") + "/")
                .replace("crypt/private\n", "crypt/private.pem\n")
                .replace("crypt/public\n", "crypt/public.pem\n");
    }

    private void makeKeys() throws Exception {
        List<String> blocks = KEYS.matcher(Files.readString(Path.of("docs/containers.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            run(block);
        }
        run("openssl verify -CAfile mail/ca/ca.pem -verify_hostname mail.mailshell.test mail/tls/cert.pem");
        for (String key : List.of("mail/crypt/private.pem", "mail/tls/key.pem", "mail/ca/ca.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    private void run(String commands) throws Exception {
        Process shell = new ProcessBuilder("bash", "-euc", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
    }

    private static String readByImap(RealMail mail) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.imaps.host", RealMail.HOST);
        settings.put("mail.imaps.port", Integer.toString(mail.imapsPort()));
        settings.put("mail.imaps.ssl.socketFactory", mail.tls().getSocketFactory());
        try (Store store = Session.getInstance(settings).getStore("imaps")) {
            store.connect(mail.account("web1").address(), mail.account("web1").password());
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return (String) inbox.getMessage(1).getContent();
            }
        }
    }
}
