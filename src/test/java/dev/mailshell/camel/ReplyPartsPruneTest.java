package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.ledger.PartBounds;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.ledger.SqliteSentCommands;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a client keeps parts of a reply of which others are missing. */
class ReplyPartsPruneTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofDays(30);

    @TempDir
    Path directory;

    private final CommandKey key = new CommandKey(new IdentityName("web1"), UUID.randomUUID());
    private SentCommands sent;
    private Path replies;

    @BeforeEach
    void sendCommand() throws IOException {
        replies = Files.createDirectory(directory.resolve("replies"));
        sent = SqliteSentCommands.open(directory.resolve("state"));
        sent.sending(key.id(), key.signer(), NOON, List.of());
    }

    @AfterEach
    void close() {
        sent.close();
    }

    @Test
    void givesThemUpThirtyDaysAfterTheLastCame() throws Exception {
        keep(1, NOON);
        keep(2, NOON.plus(Duration.ofDays(5)));
        Instant end = NOON.plus(Duration.ofDays(5)).plus(PATIENCE);

        pruneAt(end);
        assertThat(kept()).isEqualTo(2);
        assertThat(replies).isEmptyDirectory();

        pruneAt(end.plusMillis(1));
        assertThat(kept()).isZero();
        assertThat(replies.resolve(key.id() + ".partial"))
                .hasContent(
                        """
                        error: 2 of 3 parts of the reply have come
                        hint: the others did not come, so these were deleted; send the command again
                        """);
    }

    @Test
    void forgetsThemAtOnceIfTheCommandWasAnsweredOtherwise() throws Exception {
        keep(1, NOON);
        Files.writeString(replies.resolve(key.id() + ".partial"), "error: 1 of 3 parts of the reply have come\n");
        sent.answered(key.id(), key.signer(), NOON);

        pruneAt(NOON);

        assertThat(kept()).isZero();
        assertThat(replies).isEmptyDirectory();
    }

    private void keep(int part, Instant at) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "part", ""), "x");
        folder(at).keep(key, new byte[] {'{', '}'}, part, 3, file);
    }

    private int kept() throws IOException {
        return folder(NOON).find(key).map(message -> message.kept().size()).orElse(0);
    }

    private PartFolder folder(Instant now) throws IOException {
        return PartFolder.open(directory.resolve("parts"), new PartBounds(1, 100, 100), () -> now);
    }

    private void pruneAt(Instant now) throws IOException {
        new ReplyParts(
                        folder(now),
                        replies,
                        StrictJson.mapper(),
                        sent,
                        Clock.fixed(now, ZoneOffset.UTC),
                        (subject, event) -> {})
                .prune();
    }
}
