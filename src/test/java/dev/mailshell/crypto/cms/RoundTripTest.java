package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    private static final Clock CLOCK = VectorKeys.CLOCK;
    private static final IdentityName WEB1 = new IdentityName("web1");

    @TempDir
    Path directory;

    private Home alice;
    private Home web1;

    private static SmimeKeyPair pair(KeyAlgorithm algorithm, String name) {
        Identity owner = new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
        return SmimeKeyPair.generate(algorithm, owner, VectorKeys.NOW, new SecureRandom());
    }

    private void homes(KeyAlgorithm algorithm) throws IOException {
        SmimeKeyPair alicePair = pair(algorithm, "alice");
        SmimeKeyPair web1Pair = pair(algorithm, "web1");
        alice = new Home(directory.resolve("alice"), "alice", Peers.SERVERS)
                .own("alice", alicePair)
                .trust("web1", "web1", web1Pair);
        web1 = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS)
                .own("web1", web1Pair)
                .trust("alice", "alice", alicePair);
    }

    private Path seal(byte[] entity, String name) throws IOException, ProtectionFailure {
        Path sealed = directory.resolve(name + ".eml");
        try (OutputStream out = Files.newOutputStream(sealed)) {
            alice.protection(CLOCK).seal(content -> content.write(entity), WEB1, out);
        }
        return sealed;
    }

    @Test
    void passesOverWeakKeysBesideAGoodOneThoughTheyAreNewer() throws Exception {
        SmimeKeyPair weak = new VectorKeys(Vector.folder("keys")).read("alice-2048");
        SmimeKeyPair old = SmimeKeyPair.generate(
                KeyAlgorithm.EC,
                new Identity(WEB1, new MailAddress("web1@mail.test")),
                Instant.parse("2025-12-01T00:00:00Z"),
                new SecureRandom());
        alice = new Home(directory.resolve("alice"), "alice", Peers.SERVERS)
                .own("alice", pair(KeyAlgorithm.EC, "alice"))
                .trust("web1", "web1", old)
                .trust("web1", "web1-weak", weak);

        assertThat(seal(new byte[] {1}, "passed-over")).isNotEmptyFile();
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void opensExactlyTheBytesThatWereSealed(KeyAlgorithm algorithm) throws Exception {
        homes(algorithm);
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 53, 54, 4095, 4096, 100_003}) {
            byte[] entity = new byte[size];
            random.nextBytes(entity);
            try (OpenedMessage opened = web1.protection(CLOCK).open(seal(entity, "m" + size), web1.work())) {
                assertThat(Files.readAllBytes(opened.entity())).isEqualTo(entity);
                assertThat(opened.signer()).isEqualTo(new IdentityName("alice"));
                assertThat(opened.signedAt()).contains(VectorKeys.NOW);
                assertThat(opened.sha256())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(entity)));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened.entity())))
                        .isEqualTo("rw-------");
                assertThat(web1.leftovers()).containsExactly(opened.entity());
            }
        }
        assertThat(web1.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void sealsIntoSevenBitLinesThatEndWithCrLfAndSayNothing(KeyAlgorithm algorithm) throws Exception {
        homes(algorithm);
        Path sealed = seal("Content-Type: text/plain\r\n\r\nreboot now".getBytes(StandardCharsets.US_ASCII), "m");
        String text = Files.readString(sealed, StandardCharsets.US_ASCII);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 90);
        assertThat(text).endsWith("\r\n").doesNotContain("reboot");
    }
}
