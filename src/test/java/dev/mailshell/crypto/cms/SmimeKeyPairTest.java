package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.NewKeys;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmimeKeyPairTest {

    private static final Identity WEB1 = new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void makesACertificateForSignaturesAndKeyEncryptionOnly(KeyAlgorithm algorithm) throws Exception {
        SmimeKeyPair pair = SmimeKeyPair.generate(algorithm, WEB1, VectorKeys.NOW, new SecureRandom());
        X509Certificate certificate = pair.certificate();
        certificate.verify(certificate.getPublicKey());
        AllowedAlgorithms.requireKey(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=web1");
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(1, "web1@mail.test"));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        boolean rsa = algorithm == KeyAlgorithm.RSA;
        boolean[] usage = {true, false, rsa, false, !rsa, false, false, false, false};
        assertThat(certificate.getKeyUsage()).containsExactly(usage);
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(VectorKeys.NOW.minus(Duration.ofDays(1)));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(VectorKeys.NOW.plus(NewKeys.VALIDITY));
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            assertThat(key.getModulus().bitLength()).isEqualTo(3072);
        }
    }

    @Test
    void writesThePrivateKeyForItsOwnerOnlyAndOverwritesNothing() throws Exception {
        SmimeKeyPair pair = SmimeKeyPair.generate(KeyAlgorithm.EC, WEB1, VectorKeys.NOW, new SecureRandom());
        Path file = directory.resolve("web1.key");
        pair.writePrivateKey(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> pair.writePrivateKey(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void saysNothingOfThePrivateKeyInItsText() {
        SmimeKeyPair pair = SmimeKeyPair.generate(KeyAlgorithm.EC, WEB1, VectorKeys.NOW, new SecureRandom());
        assertThat(pair).hasToString("SmimeKeyPair[" + pair.fingerprint() + "]");
    }
}
