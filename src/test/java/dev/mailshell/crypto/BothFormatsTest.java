package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.Content;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BothFormatsTest {

    private static final Fingerprint CERTIFICATE = new Fingerprint("a".repeat(64));
    private static final Fingerprint OPENPGP_KEY = new Fingerprint("b".repeat(40));

    @TempDir
    Path directory;

    private final BothFormats both =
            new BothFormats(new Named("smime", Set.of("web1", "web2")), new Named("openpgp", Set.of("web2", "web3")));

    /** Writes its name, and fails with it. */
    private record Named(String name, Set<String> recipients) implements MessageProtection {

        @Override
        public void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure {
            try {
                target.write(name.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new ProtectionFailure(Reason.INTERNAL, "not written", e);
            }
        }

        @Override
        public OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure {
            throw new ProtectionFailure(Reason.NOT_ENCRYPTED, name);
        }

        @Override
        public boolean canSealFor(IdentityName recipient) {
            return recipients.contains(recipient.value());
        }

        @Override
        public boolean trusts(IdentityName signer, Fingerprint key) {
            return name.equals("openpgp");
        }
    }

    @ParameterizedTest
    @CsvSource({"web1, smime", "web2, smime", "web3, openpgp", "web4, smime"})
    void sealsWithOpenPgpOnlyForWhoeverHasNoCertificate(String recipient, String format) throws Exception {
        assertThat(sealed(both, recipient)).isEqualTo(format);
    }

    private static String sealed(MessageProtection protection, String recipient) throws ProtectionFailure {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        protection.seal(content -> content.write('a'), new IdentityName(recipient), out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "application/pkcs7-mime; smime-type=authEnveloped-data, smime",
        "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b, openpgp",
        "text/plain, openpgp",
        "text/html, smime"
    })
    void opensByTheOuterContentType(String type, String format) throws IOException {
        Path mail = Files.writeString(directory.resolve("mail.eml"), "Content-Type: " + type + "\r\n\r\n");
        assertThatThrownBy(() -> both.open(mail, new WorkFolder(directory, new SecureRandom(), 0)))
                .isInstanceOf(ProtectionFailure.class)
                .hasMessage(format);
    }

    @Test
    void answersInTheFormatOfTheKeyThatSignedTheQuestion() throws Exception {
        assertThat(sealed(both.answering(OPENPGP_KEY.format()), "web2")).isEqualTo("openpgp");
        assertThat(sealed(both.answering(CERTIFICATE.format()), "web2")).isEqualTo("smime");
    }

    @Test
    void asksTheFormatOfAKeyWhetherItIsTrusted() {
        IdentityName alice = new IdentityName("alice");
        assertThat(both.trusts(alice, OPENPGP_KEY)).isTrue();
        assertThat(both.trusts(alice, CERTIFICATE)).isFalse();
    }
}
