package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.IdentityName;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every {@link MessageProtection} guarantees, whatever its format. */
public abstract class MessageProtectionContract extends TwoHomes {

    @Test
    void opensExactlyTheBytesThatWereSealed() throws Exception {
        homes();
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 53, 54, 4095, 4096, 100_003}) {
            byte[] entity = entity(size, random);
            try (OpenedMessage opened = of(web1).open(seal(entity, "m" + size), web1.work())) {
                assertThat(Files.readAllBytes(opened.entity())).isEqualTo(entity);
                assertThat(opened.signer()).hasToString("alice");
                assertThat(opened.signedAt()).contains(NOW);
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

    @Test
    void sealsIntoSevenBitLinesThatEndWithCrLfAndSayNothing() throws Exception {
        homes();
        Path sealed = seal(ascii("Content-Type: text/plain\r\n\r\nreboot now"), "m");
        String text = Files.readString(sealed, StandardCharsets.US_ASCII);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 90);
        assertThat(text).endsWith("\r\n").doesNotContain("reboot");
    }

    @Test
    void refusesWhatIsSealedForAnotherServer() throws Exception {
        homes();
        Pair db1 = pair("db1");
        db1.writePublic(alice.trustFolder("db1"), "db1");
        Path sealed = directory.resolve("other.eml");
        try (OutputStream out = Files.newOutputStream(sealed)) {
            of(alice).seal(content -> content.write('a'), new IdentityName("db1"), out);
        }
        assertRefused(Reason.NOT_FOR_OUR_KEY, () -> of(web1).open(sealed, web1.work()));
    }

    @Test
    void refusesAStranger() throws Exception {
        Pair ofWeb1 = pair("web1");
        homes(pair("alice"), ofWeb1);
        TestHome server = web1;
        alice = new TestHome(directory.resolve("mallory"), "alice", Peers.SERVERS);
        pair("alice").writeOwn(alice.identityFolder(), "alice");
        ofWeb1.writePublic(alice.trustFolder("web1"), "web1");
        Path sealed = seal(new byte[1], "stranger");
        assertRefused(Reason.SIGNER_UNKNOWN, () -> of(server).open(sealed, server.work()));
    }

    @Test
    void refusesAKeyOnceItIsRevokedThoughTheTrustFolderStillHasIt() throws Exception {
        Pair ofAlice = pair("alice");
        homes(ofAlice, pair("web1"));
        Path sealed = seal(new byte[1], "m");
        MessageProtection protection = of(web1);
        protection.open(sealed, web1.work()).close();

        ofAlice.writePublic(web1.revokedFolder(), "alice");

        assertRefused(Reason.KEY_REVOKED, () -> protection.open(sealed, web1.work()));
    }

    @Test
    void forgetsAKeyThatIsTakenOutOfTheTrustFolder() throws Exception {
        homes();
        Path sealed = seal(new byte[1], "m");
        MessageProtection protection = of(web1);
        protection.open(sealed, web1.work()).close();
        for (Path file : files(web1.trustFolder("alice"))) {
            Files.delete(file);
        }
        assertRefused(Reason.SIGNER_UNKNOWN, () -> protection.open(sealed, web1.work()));
    }

    @Test
    void trustsAKeyOnceItIsAddedThoughItHasReadTheFolderBefore() throws Exception {
        Pair ofAlice = pair("alice");
        homes(ofAlice, pair("web1"));
        Path sealed = seal(new byte[1], "m");
        for (Path file : files(web1.trustFolder("alice"))) {
            Files.delete(file);
        }
        MessageProtection protection = of(web1);
        assertRefused(Reason.SIGNER_UNKNOWN, () -> protection.open(sealed, web1.work()));

        ofAlice.writePublic(web1.trustFolder("alice"), "alice-2");

        protection.open(sealed, web1.work()).close();
        assertThat(protection.canSealFor(new IdentityName("alice"))).isTrue();
    }

    @Test
    void refusesAKeyOnceItRanOutThoughNoFileHasChanged() throws Exception {
        homes();
        Path sealed = seal(new byte[1], "m");
        AtomicReference<Clock> clock = new AtomicReference<>(CLOCK);
        MessageProtection protection = protection(
                web1,
                new Clock() {
                    @Override
                    public Instant instant() {
                        return clock.get().instant();
                    }

                    @Override
                    public ZoneId getZone() {
                        return clock.get().getZone();
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return clock.get().withZone(zone);
                    }
                },
                TestHome.MAX_BYTES);
        protection.open(sealed, web1.work()).close();

        clock.set(Clock.offset(CLOCK, YEAR.multipliedBy(2)));

        assertRefused(Reason.KEY_EXPIRED, () -> protection.open(sealed, web1.work()));
    }

    @Test
    void refusesToReadWhateverElseLiesAmongTheRevokedKeys() throws Exception {
        homes();
        Path sealed = seal(new byte[1], "m");
        Files.writeString(web1.revokedFolder().resolve(".hidden"), "");
        of(web1).open(sealed, web1.work()).close();

        Files.writeString(web1.revokedFolder().resolve("alice.pem"), "");

        assertThatThrownBy(() -> of(web1).open(sealed, web1.work()))
                .isInstanceOf(ProtectionFailure.class)
                .hasMessage("revoked/alice.pem revokes nothing (expected files *.crt, *.asc or *.rev)");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("address")).toList();
        }
    }

    @Test
    void refusesAnExpiredKeyAndSealsForNobodyWithOne() throws Exception {
        homes();
        Path sealed = seal(new byte[1], "m");
        Clock later = Clock.offset(CLOCK, YEAR.multipliedBy(2));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertRefused(Reason.KEY_EXPIRED, () -> protection(web1, later, TestHome.MAX_BYTES)
                .open(sealed, web1.work()));
        assertRefused(Reason.KEY_EXPIRED, () -> protection(alice, later, TestHome.MAX_BYTES)
                .seal(content -> content.write('a'), WEB1, out));
        assertThat(out.size()).isZero();
    }

    @Test
    void refusesAKeyThatIsNotValidYet() throws Exception {
        homes();
        Path sealed = seal(new byte[1], "m");
        Clock before = Clock.offset(CLOCK, YEAR.multipliedBy(2).negated());
        assertRefused(Reason.KEY_NOT_YET_VALID, () -> protection(web1, before, TestHome.MAX_BYTES)
                .open(sealed, web1.work()));
    }

    @Test
    void changedBytesAreRefusedOrChangeNothing() throws Exception {
        homes();
        Random random = new Random(5);
        byte[] entity = entity(50, random);
        byte[] mail = Files.readAllBytes(seal(entity, "m"));
        MessageProtection opening = of(web1);
        for (int i = 0; i < 400; i++) {
            byte[] changed = mail.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(mail.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("changed.eml"), changed);
            try (OpenedMessage opened = opening.open(file, web1.work())) {
                assertThat(Files.readAllBytes(opened.entity())).isEqualTo(entity);
                assertThat(opened.signer()).hasToString("alice");
            } catch (ProtectionFailure e) {
                assertThat(e.reason()).as(e.getMessage()).isNotEqualTo(Reason.INTERNAL);
            }
            assertThat(web1.leftovers()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsCutOff() throws Exception {
        homes();
        byte[] mail = Files.readAllBytes(seal(new byte[5_000], "m"));
        MessageProtection opening = of(web1);
        for (int kept = 0; kept < mail.length - 100; kept += 97) {
            Path file = Files.write(directory.resolve("cut.eml"), Arrays.copyOf(mail, kept));
            assertThatThrownBy(() -> opening.open(file, web1.work()))
                    .isInstanceOfSatisfying(ProtectionFailure.class, e -> assertThat(e.reason())
                            .as(e.getMessage())
                            .isIn(malformed(), Reason.MAIL_MALFORMED, Reason.NOT_ENCRYPTED));
            assertThat(web1.leftovers()).isEmpty();
        }
    }

    @Test
    void refusesAMailInClearText() throws Exception {
        homes();
        Path file =
                Files.write(directory.resolve("clear.eml"), ascii("From: alice@mail.test\r\n\r\n@web1\r\nuptime\r\n"));
        assertRefused(Reason.NOT_ENCRYPTED, () -> of(web1).open(file, web1.work()));
    }

    @Test
    void refusesAMailOverTheLimit() throws Exception {
        homes();
        Path sealed = seal(new byte[20_000], "m");
        assertRefused(
                Reason.MAIL_TOO_LARGE, () -> protection(web1, CLOCK, 10_000).open(sealed, web1.work()));
    }

    @Test
    void sealsForTheNewestKeyAndOpensWithAny() throws Exception {
        homes();
        Path old = seal(ascii("old"), "old");
        Pair second = pair("web1", NOW.minusSeconds(60));
        second.writeOwn(web1.identityFolder(), "web1-2");
        second.writePublic(alice.trustFolder("web1"), "web1-2");
        Path recent = seal(ascii("new"), "new");
        of(web1).open(old, web1.work()).close();
        of(web1).open(recent, web1.work()).close();
        for (Path file : files(web1.identityFolder())) {
            if (!file.getFileName().toString().startsWith("web1-2.")) {
                Files.delete(file);
            }
        }
        of(web1).open(recent, web1.work()).close();
        assertRefused(Reason.NOT_FOR_OUR_KEY, () -> of(web1).open(old, web1.work()));
    }

    @Test
    void opensWhatTheOlderKeySignedAndWhatTheNewerOneSigns() throws Exception {
        Pair first = pair("alice");
        homes(first, pair("web1"));
        Path old = seal(new byte[] {1}, "old");
        Pair second = pair("alice", NOW.minusSeconds(60));
        second.writeOwn(alice.identityFolder(), "alice-2");
        second.writePublic(web1.trustFolder("alice"), "alice-2");
        Path recent = seal(new byte[] {2}, "recent");
        try (OpenedMessage one = of(web1).open(old, web1.work());
                OpenedMessage next = of(web1).open(recent, web1.work())) {
            assertThat(one.signer()).isEqualTo(next.signer());
            assertThat(one.key()).isEqualTo(first.fingerprint());
            assertThat(next.key()).isEqualTo(second.fingerprint());
        }
    }

    @Test
    void saysForWhomItCanSealAndWhoseKeyItTrusts() throws Exception {
        Pair ofAlice = pair("alice");
        homes(ofAlice, pair("web1"));
        assertThat(of(alice).canSealFor(WEB1)).isTrue();
        assertThat(of(alice).canSealFor(new IdentityName("db1"))).isFalse();
        Clock later = Clock.offset(CLOCK, YEAR.multipliedBy(2));
        assertThat(protection(alice, later, TestHome.MAX_BYTES).canSealFor(WEB1))
                .isFalse();

        IdentityName signer = new IdentityName("alice");
        assertThat(of(web1).trusts(signer, ofAlice.fingerprint())).isTrue();
        assertThat(of(web1).trusts(new IdentityName("bob"), ofAlice.fingerprint()))
                .isFalse();
        assertThat(protection(web1, later, TestHome.MAX_BYTES).trusts(signer, ofAlice.fingerprint()))
                .isFalse();
        ofAlice.writePublic(web1.revokedFolder(), "alice");
        assertThat(of(web1).trusts(signer, ofAlice.fingerprint())).isFalse();
    }

    @Test
    void refusesToReadAKeyThatTwoPeersHave() throws Exception {
        Pair ofAlice = pair("alice");
        homes(ofAlice, pair("web1"));
        Path sealed = seal(new byte[1], "m");
        ofAlice.writePublic(web1.trustFolder("bob"), "bob");
        assertThatThrownBy(() -> of(web1).open(sealed, web1.work()))
                .isInstanceOf(ProtectionFailure.class)
                .hasMessageContaining("of alice and bob have the same public key");
    }

    @Test
    void manyThreadsShareOneProtection() throws Exception {
        homes();
        MessageProtection sealing = of(alice);
        MessageProtection opening = of(web1);
        WorkFolder work = new WorkFolder(web1.root.resolve("work"), new SecureRandom(), 3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = "Subject: message " + i + "\r\n\r\n";
                Path sealed = directory.resolve("c" + i + ".eml");
                results.add(threads.submit(() -> {
                    try (OutputStream out = Files.newOutputStream(sealed)) {
                        sealing.seal(content -> content.write(ascii(text)), WEB1, out);
                    }
                    try (OpenedMessage opened = opening.open(sealed, work)) {
                        return Files.readString(opened.entity());
                    }
                }));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(results.get(i).get()).isEqualTo("Subject: message " + i + "\r\n\r\n");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
