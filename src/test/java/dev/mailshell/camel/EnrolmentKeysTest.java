package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.SmimeKeyPair;
import dev.mailshell.crypto.pgp.PgpKeyPair;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Identity BOB = new Identity(new IdentityName("bob"), new MailAddress("bob@mail.test"));

    @TempDir
    Path directory;

    /** The verbs of the operator take such a file for a private key, and could neither show nor reject it. */
    @Test
    void keepsNothingOfWhatStandsAroundTheKeys() throws Exception {
        Path certificate = directory.resolve("bob.crt");
        SmimeKeyPair.generate(KeyAlgorithm.EC, BOB, NOW, new SecureRandom()).writeCertificate(certificate);
        Path openPgp = directory.resolve("bob.asc");
        PgpKeyPair.generate(BOB, NOW, Optional.empty(), new SecureRandom()).writeCertificate(openPgp);

        EnrolmentKeys keys = EnrolmentKeys.read(
                "Bob:\n" + Files.readString(certificate),
                "-----BEGIN PRIVATE KEY-----\n" + Files.readString(openPgp),
                NOW.plusSeconds(60));

        assertThat(keys.certificateText()).isEqualTo(Files.readString(certificate));
        assertThat(keys.openPgpText().orElseThrow()).isEqualToIgnoringWhitespace(Files.readString(openPgp));
    }
}
