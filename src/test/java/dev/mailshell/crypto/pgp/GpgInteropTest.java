package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice has gpg, web1 has us. */
class GpgInteropTest {

    private static final String PART =
            "Content-Type: application/vnd.mailshell.command+json\r\n\r\n{\"v\":1,\"text\":\"\u00e4\"}\r\n";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    private Gpg gpg;
    private Home web1;
    private PgpKeyPair web1Pair;

    @BeforeEach
    void needsGpg() throws Exception {
        gpg = Gpg.in(directory);
        Files.writeString(directory.resolve("part.mime"), PART);
    }

    @AfterEach
    void endAgent() throws IOException {
        gpg.close();
    }

    private void homes(String algorithm) throws Exception {
        gpg.makeKey("alice", algorithm);
        web1Pair = pair("web1");
        web1 = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS).own("web1", web1Pair);
        web1Pair.writeCertificate(directory.resolve("web1.asc"));
        gpg.run("gpg --batch --quiet --import web1.asc");
        exportTo("alice.asc");
    }

    private void exportTo(String file) throws Exception {
        gpg.run("gpg --batch --quiet --armor --export alice@mail.test > exported.asc");
        Files.copy(directory.resolve("exported.asc"), web1.trustFolder("alice").resolve(file));
    }

    private static PgpKeyPair pair(String name) {
        return PgpKeyPair.generate(
                new Identity(new IdentityName(name), new MailAddress(name + "@mail.test")),
                CLOCK.instant().minus(Duration.ofDays(1)),
                Duration.ofDays(2),
                Optional.empty(),
                new SecureRandom());
    }

    private void seal(String options) throws Exception {
        gpg.run("gpg --batch --quiet --yes --trust-model always --status-file status --armor --sign --encrypt "
                + options + " -r web1@mail.test -o message.asc part.mime");
        wrap();
    }

    /** What RFC 3156 puts around an armored message. */
    private void wrap() throws Exception {
        gpg.run("{ printf 'From: alice@mail.test\\nTo: web1@mail.test\\nMIME-Version: 1.0\\n"
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\\n\\n--b\\n"
                + "Content-Type: application/pgp-encrypted\\n\\nVersion: 1\\n\\n--b\\n"
                + "Content-Type: application/octet-stream\\n\\n'; cat message.asc; printf '\\n--b--\\n'; } > mail.eml");
    }

    private String open() throws Exception {
        return open(CLOCK);
    }

    private String open(Clock clock) throws Exception {
        try (OpenedMessage opened = web1.protection(clock).open(directory.resolve("mail.eml"), web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(opened.signedAt()).isPresent();
            return Files.readString(opened.entity());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa3072", "future-default"})
    void opensWhatGpgSealed(String algorithm) throws Exception {
        homes(algorithm);
        seal("");
        assertThat(open()).isEqualTo(PART);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa3072", "future-default"})
    void gpgReadsWhatWeSealed(String algorithm) throws Exception {
        homes(algorithm);
        try (OutputStream out = Files.newOutputStream(directory.resolve("reply.eml"))) {
            web1.protection(CLOCK)
                    .seal(
                            content -> content.write(PART.getBytes(StandardCharsets.UTF_8)),
                            new IdentityName("alice"),
                            out);
        }
        String shown = gpg.run("gpg --batch --trust-model always --status-file status --decrypt reply.eml");
        assertThat(shown).isEqualTo(PART);
        assertThat(Files.readString(directory.resolve("status")))
                .contains(
                        "DECRYPTION_OKAY",
                        "GOODMDC",
                        "VALIDSIG " + web1Pair.fingerprint().hex().toUpperCase(Locale.ROOT));
    }

    @Test
    void opensWhatGpgSealsWithItsOtherOptions() throws Exception {
        homes("future-default");
        for (String options :
                new String[] {"--throw-keyids", "--textmode", "-z 9", "-z 0", "--digest-algo SHA256", "--rfc4880"}) {
            seal(options);
            assertThat(open()).as(options).isEqualTo(PART);
        }
    }

    @Test
    void opensASignatureWithinWhatGpgEncrypted() throws Exception {
        homes("future-default");
        gpg.run("gpg --batch --quiet --armor --detach-sign --textmode -o part.asc part.mime");
        gpg.run(
                "{ printf 'Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\\r\\n\\r\\n--s"
                        + "\\r\\n'; cat part.mime; printf '\\r\\n--s\\r\\nContent-Type: application/pgp-signature\\r\\n\\r\\n';"
                        + " cat part.asc; printf '\\r\\n--s--\\r\\n'; } > signed.mime");
        gpg.run(
                "gpg --batch --quiet --trust-model always --armor --encrypt -r web1@mail.test -o message.asc signed.mime");
        wrap();
        assertThat(open()).isEqualTo(PART);
    }

    @Test
    void opensTheTextOfAMail() throws Exception {
        homes("future-default");
        Files.writeString(directory.resolve("part.mime"), "@web1\n\nuptime\n");
        seal("");
        gpg.run("{ printf 'From: alice@mail.test\\nSubject: x\\n\\n'; cat message.asc; } > mail.eml");
        assertThat(open())
                .startsWith("Content-Type: text/plain; charset=utf-8\r\n")
                .endsWith("\r\n\r\n@web1\n\nuptime\n");
    }

    @Test
    void gpgEncryptsForOurKeyAsItAsks() throws Exception {
        homes("rsa3072");
        seal("");
        // With a modification detection code, AES-256; by RSA with SHA-512.
        assertThat(Files.readString(directory.resolve("status")))
                .contains("BEGIN_ENCRYPTION 2 9", "SIG_CREATED S 1 10 00");
        gpg.run("gpg --batch --list-packets --pinentry-mode cancel message.asc > packets 2>&1 || true");
        assertThat(Files.readString(directory.resolve("packets"))).contains("mdc_method: 2");
    }

    @Test
    void gpgOpensWithOurPrivateKeyUnderItsPassphrase() throws Exception {
        homes("future-default");
        seal("");
        PgpKeyPair web2 = PgpKeyPair.generate(
                new Identity(new IdentityName("web2"), new MailAddress("web2@mail.test")),
                CLOCK.instant(),
                Duration.ofDays(2),
                Optional.of("correct horse"),
                new SecureRandom());
        web2.writePrivateKey(directory.resolve("web2.pgp.key"));
        gpg.run("gpg --batch --quiet --import web2.pgp.key");
        gpg.run("gpg --batch --quiet --trust-model always --armor --encrypt -r web2@mail.test -o web2.asc part.mime");
        assertThat(gpg.run(
                        "gpg --batch --quiet --pinentry-mode loopback --passphrase 'correct horse' --decrypt web2.asc"))
                .isEqualTo(PART);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust/clients/alice/alice-revoked.asc", "revoked/alice.rev"})
    void refusesAKeyWhoseRevocationByGpgLiesBesideItAlone(String file) throws Exception {
        homes("future-default");
        seal("");
        assertThat(open()).isEqualTo(PART);
        gpg.run(
                "printf 'y\\n1\\n\\ny\\n' | gpg --quiet --no-tty --command-fd 0 --yes --gen-revoke alice@mail.test > revocation");
        assertThat(Files.readString(directory.resolve("revocation"))).contains("This is a revocation certificate");

        Files.copy(directory.resolve("revocation"), web1.root.resolve(file));

        assertThatThrownBy(this::open).isInstanceOfSatisfying(ProtectionFailure.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.KEY_REVOKED));
    }

    @Test
    void gpgTakesOurKeyWithoutAWarning() throws Exception {
        pair("web1").writeCertificate(directory.resolve("web1.asc"));

        gpg.run("gpg --batch --import web1.asc 2> said");
        gpg.run("gpg --batch --check-sigs --with-colons > checked 2> complained");
        String shown = gpg.run("gpg --batch --with-colons --list-keys");

        assertThat(Files.readString(directory.resolve("said")).lines())
                .filteredOn(line -> !line.contains("keybox") && !line.contains("trustdb"))
                .hasSize(3)
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("warning"));
        assertThat(Files.readString(directory.resolve("complained"))).isEmpty();
        assertThat(Files.readString(directory.resolve("checked")).lines())
                .filteredOn(line -> line.startsWith("sig:"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("sig:!:"));
        assertThat(shown).containsPattern("pub:-:255:22:.*:scESC:").containsPattern("sub:-:255:18:.*:e:");
    }

    @Test
    void refusesAKeyThatGpgRevokedThoughAnOldCopyIsBeside() throws Exception {
        homes("future-default");
        seal("");
        assertThat(open()).isEqualTo(PART);
        gpg.run("gpg --batch --quiet --yes --import $(sed -i 's/^:---/---/' \"$GNUPGHOME\"/openpgp-revocs.d/*.rev;"
                + " grep -l alice \"$GNUPGHOME\"/openpgp-revocs.d/*.rev)");
        exportTo("alice-now.asc");
        assertThatThrownBy(this::open).isInstanceOfSatisfying(ProtectionFailure.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.KEY_REVOKED));
    }

    @Test
    void countsTheLastExpiryThatGpgSetThoughCopiesOfBeforeAreBeside() throws Exception {
        homes("future-default");
        seal("");
        Clock tomorrowNight = Clock.offset(CLOCK, Duration.ofHours(36));
        assertThat(open(tomorrowNight)).isEqualTo(PART);

        expireIn("1d");
        exportTo("a.asc");
        exportTo("z.asc");
        assertThat(open()).isEqualTo(PART);
        assertThatThrownBy(() -> open(tomorrowNight))
                .isInstanceOfSatisfying(
                        ProtectionFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.KEY_EXPIRED));

        expireIn("10d");
        exportTo("b.asc");
        assertThat(open(tomorrowNight)).isEqualTo(PART);
    }

    private void expireIn(String time) throws Exception {
        gpg.run("gpg --batch --quiet --quick-set-expire"
                + " $(gpg --batch --with-colons --list-secret-keys | awk -F: '/^fpr/ {print $10; exit}') " + time);
    }
}
