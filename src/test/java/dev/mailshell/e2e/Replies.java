package dev.mailshell.e2e;

import dev.mailshell.config.Home;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The replies that a client has filed. */
public final class Replies {

    private final Path folder;
    private final Duration patience;

    /** Those of one client. */
    public Replies(Home client) {
        this(client, Duration.ofSeconds(60));
    }

    /** As above, for replies that take longer. */
    public Replies(Home client, Duration patience) {
        this.folder = client.replies();
        this.patience = patience;
    }

    /** The first {@code count} replies, once they are there. */
    public List<Reply> await(int count) {
        return Patience.await().atMost(patience).until(this::all, replies -> replies.size() >= count);
    }

    /** The only reply, once it is there. */
    public Reply awaitOne() {
        return await(1).get(0);
    }

    /** Drops a command file and returns the reply to it. */
    public Reply awaitFor(Parties parties, String client, String name, String content) throws IOException {
        parties.drop(client, name, content);
        Path sent = parties.home(client).sent();
        UUID id = Patience.await()
                .atMost(patience)
                .until(() -> idOf(sent, name), Optional::isPresent)
                .orElseThrow();
        return awaitFor(id);
    }

    /** The reply to one command. */
    public Reply awaitFor(UUID id) {
        return Patience.await()
                .atMost(patience)
                .until(
                        () -> all().stream()
                                .filter(reply -> reply.id().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<UUID> idOf(Path sent, String name) throws IOException {
        try (Stream<Path> files = Files.list(sent)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("-" + name) && file.length() == name.length() + 37)
                    .map(file -> UUID.fromString(file.substring(0, 36)))
                    .findFirst();
        }
    }

    /** What is there now. */
    public List<Reply> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f].*\\.json"))
                    .map(Replies::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply read(Path file) {
        try {
            return StrictJson.mapper().readValue(Files.readAllBytes(file), Reply.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a reply's standard output. */
    public static String stdout(Reply reply) {
        return ((StreamOutput.Text) reply.stdout().orElseThrow().content()).text();
    }
}
