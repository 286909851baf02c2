package dev.mailshell.hub.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.hub.ThrowAwayCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {

    @TempDir
    private Path folder;

    private ThrowAwayCa authority;
    private Path certificate;
    private Path key;

    @BeforeEach
    void makeFiles() throws Exception {
        authority = new ThrowAwayCa(Clock.systemUTC());
        certificate = folder.resolve("fullchain.pem");
        key = folder.resolve("privkey.pem");
        authority.writeServer(key, certificate);
    }

    @Test
    void takesARenewedCertificateOnceItsKeyIsThereToo() throws Exception {
        TlsFiles files = TlsFiles.open(certificate, key, new SecureRandom());
        X509Certificate first = files.certificate();
        authority.writeServer(folder.resolve("new.key"), folder.resolve("new.pem"));
        replace("new.pem", certificate);
        assertThat(files.certificate()).isEqualTo(first);
        replace("new.key", key);
        assertThat(files.certificate()).isNotEqualTo(first);
        assertThat(files.context()).isNotNull();
    }

    @Test
    void goesOnWithWhatItHasWhenAFileIsGoneOrBroken() throws Exception {
        TlsFiles files = TlsFiles.open(certificate, key, new SecureRandom());
        X509Certificate first = files.certificate();
        Files.writeString(certificate, "nothing");
        assertThat(files.certificate()).isEqualTo(first);
        Files.delete(key);
        assertThat(files.certificate()).isEqualTo(first);
    }

    @Test
    void readsKeysAsOpensslWritesThem() throws Exception {
        for (String type : new String[] {"ec", "rsa"}) {
            Path own = folder.resolve("openssl.key");
            Files.deleteIfExists(own);
            if (type.equals("rsa")) {
                openssl("genrsa", "-traditional", "-out", own.toString(), "2048");
            } else {
                openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", own.toString());
            }
            Path made = folder.resolve("openssl.pem");
            openssl(
                    "req",
                    "-x509",
                    "-key",
                    own.toString(),
                    "-subj",
                    "/CN=hub.test",
                    "-days",
                    "2",
                    "-out",
                    made.toString());
            assertThat(TlsFiles.open(made, own, new SecureRandom())
                            .certificate()
                            .getSubjectX500Principal()
                            .getName())
                    .isEqualTo("CN=hub.test");
        }
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        authority.writeServer(folder.resolve("other.key"), folder.resolve("other.pem"));
        assertThatThrownBy(() -> TlsFiles.open(certificate, folder.resolve("other.key"), new SecureRandom()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the key of the first certificate");
    }

    @Test
    void saysThatAKeyOfAnotherAlgorithmIsNotThatOfTheCertificate() throws Exception {
        Path other = folder.resolve("rsa.key");
        openssl("genrsa", "-out", other.toString(), "2048");
        assertThatThrownBy(() -> TlsFiles.open(certificate, other, new SecureRandom()))
                .hasMessage(other + " is not the key of the first certificate in " + certificate);
    }

    @Test
    void saysWhichFileIsNoCertificate() throws Exception {
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> TlsFiles.open(certificate, key, new SecureRandom()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(certificate + " and " + key + " cannot be used (");
    }

    private void replace(String by, Path file) throws IOException {
        Files.move(folder.resolve(by), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void openssl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
