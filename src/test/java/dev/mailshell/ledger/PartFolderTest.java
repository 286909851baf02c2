package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFolderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final CommandKey KEY = key("web1");
    private static final String DOCUMENT = "{\"parts\":3}";

    @TempDir
    Path home;

    private PartFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = PartFolder.open(home.resolve("parts"), new PartBounds(2, 20, 30), () -> NOON);
    }

    @Test
    void joinsPartsThatComeInAnyOrderOverARestart() throws IOException {
        assertThat(stored(KEY, 3, "c").isComplete()).isFalse();
        assertThat(stored(KEY, 1, "a").isComplete()).isFalse();
        open();
        PartialMessage whole = stored(KEY, 2, "b");

        assertThat(whole.isComplete()).isTrue();
        assertThat(whole.files()).extracting(Files::readString).containsExactly("a", "b", "c");
        assertThat(whole.lastArrival()).isEqualTo(NOON);
        assertThat(folder.all()).containsExactly(whole);
    }

    @Test
    void isNotKeptFromItsWorkByWhatSomebodyElseHasPutThere() throws IOException {
        stored(KEY, 1, "a");
        Path message = folder.find(KEY).orElseThrow().document().getParent();
        Files.writeString(message.resolve("notes.txt"), "x");
        Files.writeString(home.resolve("parts").resolve("README"), "x");
        Files.createDirectory(home.resolve("parts").resolve("lost+found"));

        open();

        assertThat(folder.all()).singleElement().satisfies(whole -> assertThat(whole.kept())
                .containsOnlyKeys(1));
    }

    @Test
    void keepsTheFirstCopyOfAPartThatComesTwice() throws IOException {
        stored(KEY, 1, "first");
        Path second = file("again");

        Kept kept = folder.keep(KEY, bytes(DOCUMENT), 1, 3, second);

        assertThat(((Kept.Stored) kept).message().files())
                .extracting(Files::readString)
                .containsExactly("first");
        assertThat(second).exists();
    }

    @Test
    void refusesAPartThatContradictsTheOthers() throws IOException {
        stored(KEY, 1, "a");
        Path other = file("b");

        assertThat(folder.keep(KEY, bytes("{\"parts\":4}"), 2, 4, other)).isEqualTo(new Kept.Contradicts());
        assertThat(other).exists();
        assertThat(folder.find(KEY).orElseThrow().kept()).containsOnlyKeys(1);
    }

    @Test
    void keepsTheSameIdOfTwoSignersApart() throws IOException {
        CommandKey other = new CommandKey(new IdentityName("db1"), KEY.id());
        stored(KEY, 1, "a");
        stored(other, 2, "b");

        folder.remove(KEY);

        assertThat(folder.find(KEY)).isEmpty();
        assertThat(folder.find(other).orElseThrow().kept()).containsOnlyKeys(2);
    }

    @Test
    void isBoundedForEachPeerAndInAll() throws IOException {
        stored(KEY, 1, "0123456789");
        assertThat(fact(KEY, 2, "0123456789_"))
                .isEqualTo("the parts of messages of web1 are too large together (was 21 bytes, expected at most 20)");
        stored(key("web1"), 1, "0123456789");
        assertThat(fact(key("web1"), 1, ""))
                .isEqualTo("too many messages of web1 wait for their other parts (was 2, expected fewer than 2)");
        stored(key("db1"), 1, "0123456789");
        assertThat(fact(key("db1"), 1, "x"))
                .isEqualTo("the parts of messages are too large together (was 31 bytes, expected at most 30)");
        assertThat(folder.all()).hasSize(3);
    }

    @Test
    void keepsEveryFileToItsOwner() throws IOException {
        PartialMessage message = stored(KEY, 1, "a");

        assertThat(mode(message.document())).isEqualTo("rw-------");
        assertThat(mode(message.document().getParent())).isEqualTo("rwx------");
        assertThat(mode(home.resolve("parts"))).isEqualTo("rwx------");
    }

    @Test
    void deletesWhatAKilledProcessHasBegun() throws IOException {
        Path begun = Files.createDirectory(home.resolve("parts").resolve("web1." + UUID.randomUUID()));
        Files.writeString(begun.resolve(".unfinished"), "{\"pa");

        open();

        assertThat(begun).doesNotExist();
    }

    private PartialMessage stored(CommandKey key, int part, String content) throws IOException {
        return ((Kept.Stored) folder.keep(key, bytes(DOCUMENT), part, 3, file(content))).message();
    }

    private String fact(CommandKey key, int part, String content) throws IOException {
        return ((Kept.NoRoom) folder.keep(key, bytes(DOCUMENT), part, 3, file(content))).fact();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(home, "part", ""), content);
    }

    private static CommandKey key(String signer) {
        return new CommandKey(new IdentityName(signer), UUID.randomUUID());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
