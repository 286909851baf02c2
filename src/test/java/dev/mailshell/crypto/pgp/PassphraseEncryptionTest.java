package dev.mailshell.crypto.pgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseEncryptionTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path directory;

    private final PassphraseEncryption encryption = new PassphraseEncryption("gr\u00fc\u00dfe aus dem wald");

    private byte[] encrypt(byte[] content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encryption.encrypt(plaintext -> plaintext.write(content), NOON, new SecureRandom(), out);
        return out.toByteArray();
    }

    private static byte[] decrypt(PassphraseEncryption with, byte[] file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        with.decrypt(new ByteArrayInputStream(file), plaintext -> plaintext.transferTo(out));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 65535, 65536, 1 << 20})
    void readsWhatItWrote(int length) throws Exception {
        byte[] content = new byte[length];
        new SecureRandom().nextBytes(content);

        byte[] file = encrypt(content);

        assertThat(decrypt(encryption, file)).isEqualTo(content);
        assertThat(encrypt(content)).isNotEqualTo(file);
    }

    @Test
    void refusesAnotherPassphrase() throws Exception {
        byte[] file = encrypt(new byte[100]);

        assertThatThrownBy(() -> decrypt(new PassphraseEncryption("gr\u00fc\u00dfe aus der stadt"), file))
                .isInstanceOfSatisfying(ProtectionFailure.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.INTEGRITY_FAILED));
    }

    /** gpg's defaults are less work to guess, and its files may be compressed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--s2k-mode 0",
                "--s2k-mode 1",
                "--s2k-digest-algo SHA256",
                "--cipher-algo AES128 --s2k-digest-algo SHA512",
                "--cipher-algo AES256 --s2k-digest-algo SHA512"
            })
    void refusesWhatItWouldNotWrite(String options) throws Exception {
        Files.writeString(directory.resolve("passphrase"), "gr\u00fc\u00dfe aus dem wald");
        Files.writeString(directory.resolve("plain"), "x".repeat(1000));
        try (Gpg gpg = Gpg.in(directory)) {
            gpg.run("gpg --batch --quiet --pinentry-mode loopback --passphrase-file passphrase " + options
                    + " --compress-algo zlib --symmetric -o file.gpg plain");
        }

        byte[] file = Files.readAllBytes(directory.resolve("file.gpg"));

        assertThatThrownBy(() -> decrypt(encryption, file)).isInstanceOf(ProtectionFailure.class);
    }

    @Test
    void refusesWhatIsNotEncrypted() {
        assertThatThrownBy(() -> decrypt(encryption, "just a text of some length".getBytes(US_ASCII)))
                .isInstanceOfSatisfying(ProtectionFailure.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.ALGORITHM_REFUSED));
    }
}
