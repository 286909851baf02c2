package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands are those of docs/protocol.md. */
class OpensslInteropTest {

    private static final String PART =
            "Content-Type: application/vnd.mailshell.command+json\r\n\r\n{\"v\":1,\"text\":\"\u00e4\"}\r\n";

    @TempDir
    Path directory;

    private Openssl openssl;

    @BeforeEach
    void needsOpenssl() {
        openssl = Openssl.in(directory);
    }

    /** Keys made with openssl for alice; web1's are ours. */
    private Home homes(KeyAlgorithm algorithm) throws Exception {
        SmimeKeyPair web1 = pair(algorithm, "web1");
        web1.writeCertificate(directory.resolve("server.crt"));
        String newKey = algorithm == KeyAlgorithm.RSA ? "rsa:3072" : "ec -pkeyopt ec_paramgen_curve:P-256";
        openssl.run("umask 077; openssl req -x509 -newkey " + newKey + " -nodes -keyout me.key -out me.crt -days 2"
                + " -subj /CN=alice -addext subjectAltName=email:alice@mail.test");
        Home home = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS).own("web1", web1);
        Files.copy(directory.resolve("me.crt"), home.trustFolder("alice").resolve("alice.crt"));
        Files.writeString(directory.resolve("part.mime"), PART);
        return home;
    }

    private static SmimeKeyPair pair(KeyAlgorithm algorithm, String name) {
        return SmimeKeyPair.generate(
                algorithm,
                new Identity(new IdentityName(name), new MailAddress(name + "@mail.test")),
                Clock.systemUTC().instant(),
                new SecureRandom());
    }

    private static String sign(KeyAlgorithm algorithm, String shape) {
        return "openssl cms -sign -binary " + shape + " -md sha256 -signer me.crt -inkey me.key"
                + (algorithm == KeyAlgorithm.RSA ? " -keyopt rsa_padding_mode:pss" : "") + " -in part.mime";
    }

    private static String encrypt(KeyAlgorithm algorithm) {
        return "openssl cms -encrypt -binary -aes-256-gcm -recip server.crt"
                + (algorithm == KeyAlgorithm.RSA
                        ? " -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256"
                        : " -keyopt ecdh_kdf_md:sha256");
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void opensWhatOpensslAloneSealed(KeyAlgorithm algorithm) throws Exception {
        Home web1 = homes(algorithm);
        openssl.run(sign(algorithm, "-nodetach") + " | " + encrypt(algorithm)
                + " -from alice@mail.test -to web1@mail.test -subject command -out command.eml");
        try (OpenedMessage opened =
                web1.protection(Clock.systemUTC()).open(directory.resolve("command.eml"), web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(Files.readString(opened.entity())).isEqualTo(PART);
        }
    }

    @Test
    void opensTenMegabytesThatOpensslCutIntoSegments() throws Exception {
        Home web1 = homes(KeyAlgorithm.RSA);
        Files.writeString(directory.resolve("part.mime"), PART + "0123456789abcdef".repeat(625_000));
        openssl.run(sign(KeyAlgorithm.RSA, "-nodetach") + " | " + encrypt(KeyAlgorithm.RSA) + " -out command.eml");
        try (OpenedMessage opened =
                web1.protection(Clock.systemUTC()).open(directory.resolve("command.eml"), web1.work())) {
            assertThat(Files.mismatch(opened.entity(), directory.resolve("part.mime")))
                    .isEqualTo(-1);
        }
    }

    @Test
    void opensMultipartSignedOfOpenssl() throws Exception {
        Home web1 = homes(KeyAlgorithm.EC);
        openssl.run(sign(KeyAlgorithm.EC, "") + " | " + encrypt(KeyAlgorithm.EC) + " -out command.eml");
        try (OpenedMessage opened =
                web1.protection(Clock.systemUTC()).open(directory.resolve("command.eml"), web1.work())) {
            assertThat(Files.readString(opened.entity())).isEqualTo(PART);
        }
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void opensslAloneReadsWhatWeSealed(KeyAlgorithm algorithm) throws Exception {
        Home web1 = homes(algorithm);
        try (OutputStream out = Files.newOutputStream(directory.resolve("reply.eml"))) {
            web1.protection(Clock.systemUTC())
                    .seal(
                            content -> content.write(PART.getBytes(StandardCharsets.UTF_8)),
                            new IdentityName("alice"),
                            out);
        }
        String shown = openssl.run("openssl cms -decrypt -in reply.eml -recip me.crt -inkey me.key"
                + " | openssl cms -verify -certfile server.crt -nointern -noverify");
        assertThat(shown).isEqualTo(PART);
    }
}
