package dev.mailshell.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.Home;
import dev.mailshell.config.Role;
import dev.mailshell.crypto.pgp.PassphraseEncryption;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.IdentityName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of somebody who knows the passphrase and means harm. */
class ExtractionTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Manifest MANIFEST = new Manifest(new IdentityName("alice"), Role.CLIENT, NOON);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final TarWriter tar = new TarWriter(archive, NOON);
    private Path file;
    private Path home;

    @BeforeEach
    void begin() throws IOException {
        file = directory.resolve("hostile.backup");
        home = directory.resolve("parent/home");
        Files.createDirectory(home.getParent());
        add(Manifest.ENTRY, MANIFEST.encoded());
    }

    private void add(String name, byte[] content) throws IOException {
        tar.file(new TarEntry(name, false, false, content.length), new ByteArrayInputStream(content));
    }

    /** An entry as {@link TarWriter} would write it if it wrote such. */
    private void addRaw(String name, char type, String linkTo, int bytes) throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        new TarWriter(one, NOON).folder(TarEntry.folder("x"));
        byte[] header = one.toByteArray();
        header[0] = 0;
        header[1] = 0;
        put(header, 0, name);
        header[156] = (byte) type;
        put(header, 157, linkTo);
        put(header, 124, String.format(Locale.ROOT, "%011o", bytes));
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", TarWriter.checksum(header)));
        archive.write(header);
        archive.write(new byte[bytes + TarWriter.padding(bytes)]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private void seal() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new PassphraseEncryption("a passphrase of theirs")
                    .encrypt(plaintext -> archive.writeTo(plaintext), NOON, new SecureRandom(), out);
        }
    }

    private Restoration.Result restore() throws Exception {
        return new Restoration("a passphrase of theirs").run(file, new Home(home));
    }

    private void isRefused(String why) throws IOException {
        tar.end();
        seal();
        assertThatThrownBy(this::restore).isInstanceOf(BackupFailure.class).hasMessageContaining(why);
        assertThat(home.getParent()).isEmptyDirectory();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file, home.getParent());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../out", "/etc/out", "a/../../out", "..", ".", "", "a//b", "./a", "a/./b", "a/", "../home-out/x"
            })
    void refusesANameThatLeadsOutOfTheHome(String name) throws Exception {
        addRaw(name, '0', "", 4);

        isRefused("the name of an entry is not a plain path");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', '7', 'L', 'K', 'x', 'g', 'S', '\0'})
    void refusesLinksDevicesAndExtensions(char type) throws Exception {
        addRaw("link", type, "../../out", 0);

        isRefused("an entry is neither a file nor a folder");
    }

    @Test
    void refusesAFileTwice() throws Exception {
        add("policy.yaml", new byte[1]);
        add("policy.yaml", new byte[2]);

        isRefused("it has policy.yaml where that cannot be");
    }

    @Test
    void refusesAFileBelowAFile() throws Exception {
        add("state", new byte[1]);
        add("state/state.db", new byte[2]);

        isRefused("it has state/state.db where that cannot be");
    }

    @Test
    void refusesAFileWhoseFolderItDoesNotHave() throws Exception {
        add("state/state.db", new byte[2]);

        isRefused("it has state/state.db where that cannot be");
    }

    @Test
    void refusesANameTooDeep() throws Exception {
        addRaw("a/".repeat(40) + "b", '0', "", 0);

        isRefused("the name of an entry is not a plain path");
    }

    @Test
    void refusesAnArchiveThatEndsInAnEntry() throws Exception {
        addRaw("big", '0', "", 512);
        byte[] whole = archive.toByteArray();
        archive.reset();
        archive.write(whole, 0, whole.length - 100);

        // What ends the archive becomes the end of the entry.
        seal();
        assertThatThrownBy(this::restore)
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("the archive ends in an entry");
        assertThat(home).doesNotExist();
    }

    @Test
    void refusesWhatFollowsTheEnd() throws Exception {
        tar.end();
        archive.write(1);

        isRefused("the archive does not end with two empty blocks");
    }

    @Test
    void refusesADamagedHeader() throws Exception {
        addRaw("a", '0', "", 0);
        byte[] whole = archive.toByteArray();
        whole[whole.length - 512 + 5] ^= 1;
        archive.reset();
        archive.write(whole);

        isRefused("the header of an entry is damaged");
    }

    static Stream<byte[]> manifests() {
        return Stream.of(
                        "mailshell backup 2\nname alice\nrole client\nmade 2026-11-20T12:00:00Z\n",
                        "mailshell backup 1\nname ../x\nrole client\nmade 2026-11-20T12:00:00Z\n",
                        "mailshell backup 1\nname alice\nrole king\nmade 2026-11-20T12:00:00Z\n",
                        "mailshell backup 1\nname alice\nrole client\nmade today\n",
                        "mailshell backup 1\nname alice\nrole client\n",
                        "mailshell backup 1\nrole client\nname alice\nmade 2026-11-20T12:00:00Z\n",
                        "")
                .map(text -> text.getBytes(US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void refusesWhatDoesNotSayWhatItIs(byte[] manifest) throws Exception {
        archive.reset();
        add(Manifest.ENTRY, manifest);

        isRefused("it is of a form that this release does not know");
    }

    @Test
    void refusesAnArchiveOfSomethingElse() throws Exception {
        archive.reset();
        add("readme", new byte[1]);

        isRefused("it does not begin with what a backup says of itself");
    }

    @Test
    void refusesAServerWithoutItsLedger() throws Exception {
        archive.reset();
        add(Manifest.ENTRY, new Manifest(new IdentityName("web1"), Role.SERVER, NOON).encoded());

        isRefused("the backup has no ledger, so that commands could run a second time");
    }

    /** A copy by other means: nothing says that it has forgotten what ran since. */
    @Test
    void refusesALedgerThatDoesNotKnowThatItIsACopy(@TempDir Path state) throws Exception {
        SqliteLedger.open(state, state.resolve("state.db")).close();
        byte[] ledger = Files.readAllBytes(state.resolve("state.db"));
        tar.folder(TarEntry.folder("state"));
        add("state/state.db", ledger);
        tar.end();
        seal();

        assertThatThrownBy(this::restore)
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("the ledger does not say that it is a copy, so that commands could run a second time");
        assertThat(home).doesNotExist();
    }

    @Test
    void writesWhatIsInOrderIntoAnEmptyFolderForItsOwnerAlone() throws Exception {
        Files.createDirectory(home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        String deep = "a".repeat(60) + "/" + "b".repeat(60) + "/" + "\u00e4".repeat(40);
        tar.folder(TarEntry.folder("a".repeat(60)));
        tar.folder(TarEntry.folder("a".repeat(60) + "/" + "b".repeat(60)));
        add(deep, "content".getBytes(UTF_8));
        tar.end();
        seal();

        assertThat(restore()).isEqualTo(new Restoration.Result(MANIFEST, 1));
        assertThat(home.resolve(deep)).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(deep))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThatThrownBy(this::restore).isInstanceOf(BackupFailure.class).hasMessageEndingWith(" is not empty");
        assertThat(home.resolve(deep)).hasContent("content");
    }
}
