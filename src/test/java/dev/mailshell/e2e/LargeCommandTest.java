package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Role;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that do not fit into one mail with their command, where a mail may have 64 KiB. */
class LargeCommandTest {

    @TempDir
    Path directory;

    private final UUID id = UUID.randomUUID();
    private Parties parties;

    @BeforeEach
    void create() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "64KiB");
        parties.environment("alice").put("MAILSHELL_MAX_MAIL", "64KiB");
        parties.home("alice").create(Role.CLIENT);
        parties.startServer("web1");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void filesAndStandardInputArriveWhole() throws Exception {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        put("{\"to\":[\"web1\"],\"command\":{\"line\":\"cmp - data && stat -c %a data && wc -c < data\"},"
                + "\"files\":[" + file("data", bytes) + "," + file("stdin", bytes) + "],\"stdinFile\":\"stdin\"}");
        parties.startClient("alice");

        Reply reply = new Replies(parties.home("alice")).awaitFor(id);

        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(reply)).isEqualTo("600\n100000\n");
        assertThat(parties.trail().stream()
                        .filter(event -> event.matches(".* part [0-9]+ of [0-9]+ submitted to web1")))
                .hasSizeGreaterThan(5);
        Patience.await().until(() -> Files.exists(parties.home("alice").sent().resolve(id + "-send.json")));
        Patience.await().until(() -> Files.notExists(folder()));
    }

    @Test
    void goesToFailedIfItNeedsMoreMailsThanACommandMayHave() throws Exception {
        long bytes = 64L << 20;
        put("{\"to\":[\"web1\"],\"command\":{\"line\":\"true\"},\"files\":[{\"name\":\"data\",\"bytes\":" + bytes
                + ",\"sha256\":\"" + "0".repeat(64) + "\"}]}");
        Files.createDirectories(folder());
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder().resolve("data").toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        parties.startClient("alice");

        Path error = parties.home("alice").failed().resolve(id + "-send.json.error");
        Patience.await().until(() -> Files.exists(error));
        assertThat(error)
                .content()
                .matches(
                        """
                        error: the attached files need too many mails \\(was [0-9]{4}, expected at most 1000\\)
                        hint: attach less, or raise mailshell.max-mail on both sides
                        """);
        Patience.await().until(() -> Files.notExists(folder()));
        assertThat(parties.trail()).noneMatch(event -> event.contains(" submitted to "));
    }

    @Test
    void aDroppedFileNamesNone() throws Exception {
        parties.startClient("alice");
        parties.drop(
                "alice",
                "steal.json",
                "{\"to\":[\"web1\"],\"command\":{\"line\":\"cat passwd\"},\"files\":[{\"name\":\"passwd\",\"bytes\":1,"
                        + "\"sha256\":\"" + "0".repeat(64) + "\"}]}");

        Path error = Patience.await().until(this::error, Optional::isPresent).orElseThrow();
        Patience.await()
                .untilAsserted(
                        () -> assertThat(error)
                                .hasContent(
                                        """
                        error: an attached file is not there, or of another size
                        hint: attach files by mailshell send --attach FILE; a dropped file cannot name any
                        """));
    }

    private Optional<Path> error() throws IOException {
        try (Stream<Path> files = Files.list(parties.home("alice").failed())) {
            return files.filter(file -> file.toString().endsWith("-steal.json.error"))
                    .findAny();
        }
    }

    private void put(String draft) throws Exception {
        Files.writeString(parties.home("alice").sending().resolve(id + "-send.json"), draft);
    }

    private Path folder() {
        return parties.home("alice").sending().resolve(id + "-send.json.files");
    }

    private String file(String name, byte[] bytes) throws Exception {
        Files.createDirectories(folder());
        Files.write(folder().resolve(name), bytes);
        Sha256Stream digest = new Sha256Stream();
        digest.write(bytes, 0, bytes.length);
        return "{\"name\":\"" + name + "\",\"bytes\":" + bytes.length + ",\"sha256\":\"" + digest.sha256() + "\"}";
    }
}
