package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @Test
    void changedBytesAreRefusedOrChangeNothing() throws Exception {
        homes(KeyAlgorithm.EC);
        byte[] mail = Files.readAllBytes(seal(new byte[50], "m"));
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            byte[] changed = mail.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(mail.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("changed.eml"), changed);
            try (OpenedMessage opened = web1.protection(CLOCK).open(file, web1.work())) {
                assertThat(Files.readAllBytes(opened.entity())).isEqualTo(new byte[50]);
                assertThat(opened.signer()).hasToString("alice");
            } catch (ProtectionFailure e) {
                assertThat(e.reason()).isNotEqualTo(Reason.INTERNAL);
            }
            assertThat(web1.leftovers()).isEmpty();
        }
    }

    @Test
    void refusesAMailOverTheLimit() throws Exception {
        homes(KeyAlgorithm.EC);
        Path sealed = seal(new byte[20_000], "m");
        assertThatThrownBy(() -> web1.protection(CLOCK, 10_000).open(sealed, web1.work()))
                .isInstanceOfSatisfying(
                        ProtectionFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.MAIL_TOO_LARGE));
    }

    @Test
    void sealsForTheNewestKeyAndOpensWithAny() throws Exception {
        homes(KeyAlgorithm.RSA);
        Path old = seal("old".getBytes(StandardCharsets.US_ASCII), "old");
        SmimeKeyPair second = SmimeKeyPair.generate(
                KeyAlgorithm.EC,
                new Identity(WEB1, new MailAddress("web1@mail.test")),
                VectorKeys.NOW.plusSeconds(60),
                new SecureRandom());
        web1.own("web1-2", second);
        alice.trust("web1", "web1-2", second);
        web1.protection(CLOCK).open(old, web1.work()).close();
        web1.protection(CLOCK)
                .open(seal("new".getBytes(StandardCharsets.US_ASCII), "new"), web1.work())
                .close();
        Files.delete(web1.root.resolve("identity/web1.key"));
        web1.protection(CLOCK).open(directory.resolve("new.eml"), web1.work()).close();
        assertThatThrownBy(() -> web1.protection(CLOCK).open(old, web1.work()))
                .isInstanceOfSatisfying(
                        ProtectionFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOR_OUR_KEY));
    }

    @Test
    void opensWhatTheOlderKeySignedAndWhatTheNewerOneSigns() throws Exception {
        homes(KeyAlgorithm.EC);
        Path old = seal(new byte[] {1}, "old");
        SmimeKeyPair second = SmimeKeyPair.generate(
                KeyAlgorithm.EC,
                new Identity(new IdentityName("alice"), new MailAddress("alice@mail.test")),
                VectorKeys.NOW.plusSeconds(60),
                new SecureRandom());
        alice.own("alice-2", second);
        web1.trust("alice", "alice-2", second);
        Path recent = seal(new byte[] {2}, "recent");
        try (OpenedMessage first = web1.protection(CLOCK).open(old, web1.work());
                OpenedMessage next = web1.protection(CLOCK).open(recent, web1.work())) {
            assertThat(first.signer()).isEqualTo(next.signer());
            assertThat(first.key()).isNotEqualTo(second.fingerprint());
            assertThat(next.key()).isEqualTo(second.fingerprint());
        }
    }

    @Test
    void sealsForNobodyWithAnExpiredKey() throws Exception {
        homes(KeyAlgorithm.EC);
        Clock later = Clock.offset(CLOCK, Duration.ofDays(800));
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        assertThatThrownBy(() -> alice.protection(later).seal(content -> content.write('a'), WEB1, sealed))
                .isInstanceOfSatisfying(
                        ProtectionFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.KEY_EXPIRED));
        assertThat(sealed.size()).isZero();
    }

    @Test
    void manyThreadsShareOneProtection() throws Exception {
        homes(KeyAlgorithm.EC);
        SmimeProtection sealing = alice.protection(CLOCK);
        SmimeProtection opening = web1.protection(CLOCK);
        WorkFolder work = new WorkFolder(directory.resolve("web1").resolve("work"), new SecureRandom(), 3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = "message " + i;
                Path sealed = directory.resolve("c" + i + ".eml");
                results.add(threads.submit(() -> {
                    try (OutputStream out = Files.newOutputStream(sealed)) {
                        sealing.seal(content -> content.write(text.getBytes(StandardCharsets.UTF_8)), WEB1, out);
                    }
                    try (OpenedMessage opened = opening.open(sealed, work)) {
                        return Files.readString(opened.entity());
                    }
                }));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(results.get(i).get()).isEqualTo("message " + i);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
