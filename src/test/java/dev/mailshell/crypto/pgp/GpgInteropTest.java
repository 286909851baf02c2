package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
        homesOfExisting();
    }

    private void homesOfExisting() throws Exception {
        web1 = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS).own("web1", pairOf("web1"));
        pairOf("web1").writeCertificate(directory.resolve("web1.asc"));
        gpg.run("gpg --batch --quiet --import web1.asc");
        gpg.run("gpg --batch --armor --export alice@mail.test > alice.asc");
        Files.copy(directory.resolve("alice.asc"), web1.trustFolder("alice").resolve("alice.asc"));
    }

    private PgpKeyPair web1Pair;

    private PgpKeyPair pairOf(String name) {
        if (web1Pair == null) {
            web1Pair = pair(name);
        }
        return web1Pair;
    }

    private static PgpKeyPair pair(String name) {
        return PgpKeyPair.generate(
                new Identity(new IdentityName(name), new MailAddress(name + "@mail.test")),
                CLOCK.instant().minus(Duration.ofDays(1)),
                Duration.ofDays(2),
                Optional.empty(),
                new SecureRandom());
    }

    /** What RFC 3156 puts around an armored message. */
    private void wrap() throws Exception {
        gpg.run("{ printf 'From: alice@mail.test\\nTo: web1@mail.test\\nMIME-Version: 1.0\\n"
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\\n\\n--b\\n"
                + "Content-Type: application/pgp-encrypted\\n\\nVersion: 1\\n\\n--b\\n"
                + "Content-Type: application/octet-stream\\n\\n'; cat message.asc; printf '\\n--b--\\n'; } > mail.eml");
    }

    private String open() throws Exception {
        try (OpenedMessage opened = web1.protection(CLOCK).open(directory.resolve("mail.eml"), web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(opened.signedAt()).isPresent();
            return Files.readString(opened.entity());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa3072", "future-default"})
    void opensWhatGpgSealed(String algorithm) throws Exception {
        homes(algorithm);
        gpg.run("gpg --batch --quiet --trust-model always --armor --sign --encrypt -r web1@mail.test"
                + " -o message.asc part.mime");
        wrap();
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
                        "VALIDSIG " + pairOf("web1").fingerprint().hex().toUpperCase(java.util.Locale.ROOT));
    }
}
