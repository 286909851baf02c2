package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySpoolTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

    @TempDir
    Path home;

    private Instant now = NOON;
    private DirectorySpool spool;

    @BeforeEach
    void openIt() throws IOException {
        spool = open(100);
    }

    @Test
    void keepsAMailByteForByte() throws IOException {
        byte[] mail = new byte[100_000];
        for (int i = 0; i < mail.length; i++) {
            mail[i] = (byte) (i * 31);
        }

        SpooledMail stored = spool.store(new ByteArrayInputStream(mail), mail.length);

        assertThat(stored.tooLarge()).isFalse();
        assertThat(stored.file()).hasBinaryContent(mail);
        assertThat(open(100).pending()).containsExactly(stored);
    }

    @Test
    void cutsAMailBeyondTheLimitAndSaysSo() throws IOException {
        SpooledMail stored = spool.store(mail("12345678"), 7);

        assertThat(stored.tooLarge()).isTrue();
        assertThat(stored.file()).hasContent("1234567");
        assertThat(open(100).pending()).containsExactly(stored);
    }

    @Test
    void readsNoFurtherThanOneByteBeyondTheLimit() throws IOException {
        InputStream endless = mail("123456789");

        spool.store(endless, 4);

        assertThat(new String(endless.readAllBytes(), US_ASCII)).isEqualTo("6789");
    }

    @Test
    void namesAMailByItsTimeOfArrival() throws IOException {
        assertThat(spool.store(mail("x"), 9).name()).isEqualTo("20261120T120000.123456Z");
    }

    @Test
    void ordersByArrivalThoughTheClockStandsStillOrIsSetBack() throws IOException {
        SpooledMail first = spool.store(mail("1"), 9);
        SpooledMail second = spool.store(mail("2"), 0);
        now = NOON.minusSeconds(3600);
        SpooledMail third = spool.store(mail("3"), 9);
        spool = open(100);
        SpooledMail fourth = spool.store(mail("4"), 9);
        now = NOON.plusSeconds(1);
        SpooledMail fifth = spool.store(mail("5"), 9);

        assertThat(spool.pending()).containsExactly(first, second, third, fourth, fifth);
    }

    @Test
    void givesEightThreadsEightNames() throws Exception {
        List<SpooledMail> stored = LedgerContract.atOnce(8, () -> spool.store(mail("x"), 9));

        assertThat(stored).extracting(SpooledMail::name).doesNotHaveDuplicates();
        assertThat(spool.pending()).containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void forgetsAMailThatIsRemoved() throws IOException {
        SpooledMail stored = spool.store(mail("x"), 9);

        spool.remove(stored);
        spool.remove(stored);

        assertThat(spool.pending()).isEmpty();
        assertThat(stored.file()).doesNotExist();
    }

    @Test
    void removesNothingOutsideItself() throws IOException {
        Path file = Files.writeString(home.resolve("precious"), "x");

        assertThatThrownBy(() -> spool.remove(new SpooledMail("precious", file, false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).exists();
    }

    @Test
    void deletesWhatAnEarlierProcessDidNotFinish() throws IOException {
        Path part = Files.writeString(home.resolve("state/spool/20261120T110000.000000Z.part"), "half a ma");

        assertThat(spool.pending()).isEmpty();
        open(100);

        assertThat(part).doesNotExist();
    }

    @Test
    void leavesNothingOfAMailThatBreaksOff() throws IOException {
        InputStream broken = new SequenceInputStream(mail("half a ma"), new Broken());

        assertThatThrownBy(() -> spool.store(broken, 100)).hasMessage("connection reset");

        assertThat(home.resolve("state/spool")).isEmptyDirectory();
    }

    @Test
    void refusesMailsWhileItIsFull() throws IOException {
        spool = open(2);
        spool.store(mail("1"), 9);
        SpooledMail second = spool.store(mail("2"), 9);

        assertThatThrownBy(() -> spool.store(mail("3"), 9))
                .isInstanceOf(IOException.class)
                .hasMessage("the spool is full (was 2 mails, expected fewer than 2)");
        DirectorySpool reopened = open(2);
        assertThatThrownBy(() -> reopened.store(mail("3"), 9)).hasMessageContaining("full");

        spool.remove(second);
        assertThat(spool.store(mail("3"), 9).file()).hasContent("3");
    }

    @Test
    void keepsThePlaceFreeThatAFailedMailHadTaken() throws IOException {
        spool = open(1);
        assertThatThrownBy(() -> spool.store(new Broken(), 9)).isInstanceOf(IOException.class);

        assertThat(spool.store(mail("1"), 9).file()).exists();
    }

    @Test
    void keepsEveryFileToItsOwner() throws IOException {
        SpooledMail stored = spool.store(mail("x"), 9);

        assertThat(mode(stored.file())).isEqualTo("rw-------");
        assertThat(mode(home.resolve("state/spool"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve("state"))).isEqualTo("rwx------");
    }

    @Test
    void refusesADirectoryThatOthersMayEnter() throws IOException {
        Files.setPosixFilePermissions(home.resolve("state/spool"), PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> open(100)).isInstanceOf(IOException.class).hasMessageContaining("rwxr-x---");
    }

    private DirectorySpool open(int maxEntries) throws IOException {
        InstantSource clock = () -> now;
        return DirectorySpool.open(home.resolve("state/spool"), clock, maxEntries);
    }

    private static InputStream mail(String content) {
        return new ByteArrayInputStream(content.getBytes(US_ASCII));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
