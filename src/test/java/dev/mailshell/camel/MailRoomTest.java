package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.TestHomes;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.mime.Attachment;
import dev.mailshell.mime.Document;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that are filled to the last byte, as the largest kind of key makes them. */
class MailRoomTest {

    /** Of what mail servers put on top of a mail, each on its way. */
    private static final int ADDED_ON_THE_WAY = 4096;

    private static final Identity WEB1 = new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"));
    private static final Identity ALICE = new Identity(new IdentityName("alice"), new MailAddress("alice@mail.test"));

    @TempDir
    Path directory;

    private Envelope envelope;

    @BeforeEach
    void makeKeys() throws Exception {
        TestHomes.create(directory, List.of(WEB1), List.of(ALICE), KeyAlgorithm.RSA);
        SecureRandom random = new SecureRandom();
        SmimeProtection protection = new SmimeProtection(
                new KeyringFolder(directory.resolve("web1"), WEB1.name(), Peers.CLIENTS, Optional.empty()),
                Clock.systemUTC(),
                random,
                Long.MAX_VALUE);
        Path work = Files.createDirectory(directory.resolve("work"));
        envelope = new Envelope(protection, WEB1, new WorkFolder(work, random, 0), Clock.systemUTC(), random);
    }

    @ParameterizedTest
    @ValueSource(longs = {64 << 10, 1_000_000, 10_000_000, 25 << 20, 50 << 20})
    void whatFitsIntoAMailMakesOneThatIsNoLargerThanItMayBe(long maxMail) throws Exception {
        String document = "x".repeat(2000);
        Path file = directory.resolve("file");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(new MailRoom(maxMail).attached(document.length()));
        }

        try (WorkFile mail = envelope.seal(
                Envelope.Letter.ofReply(
                        Document.of(SignedPart.REPLY, document.getBytes(StandardCharsets.UTF_8)),
                        List.of(Attachment.whole("stdout", file))),
                ALICE,
                Optional.empty())) {
            assertThat(Files.size(mail.path()))
                    .isLessThanOrEqualTo(maxMail - ADDED_ON_THE_WAY)
                    .isGreaterThan(maxMail * 3 / 4);
        }
    }
}
