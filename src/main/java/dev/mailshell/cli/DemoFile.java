package dev.mailshell.cli;

import dev.mailshell.camel.ReplyName;
import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One command file of the demo, in the outbox of its client, and what becomes of it. */
final class DemoFile {

    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Home home;
    private final String name;
    private final DemoTrail trail;

    DemoFile(Home home, String name, DemoTrail trail) {
        this.home = home;
        this.name = name;
        this.trail = trail;
    }

    void drop(String content, Instant now) throws IOException {
        Path unfinished = home.outbox().resolve(name + ".part");
        Files.writeString(unfinished, content);
        // The client waits until nobody writes a file any more; this one is finished.
        Files.setLastModifiedTime(unfinished, FileTime.from(now.minus(SETTLED)));
        Files.move(unfinished, home.outbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<ReceivedReply> reply() {
        return trail.idOf(name).map(ReplyName::new).flatMap(reply -> {
            Path json = home.replies().resolve(reply.json());
            return Files.exists(json) ? Optional.of(ReceivedReply.in(json, reply)) : Optional.empty();
        });
    }

    void requireNotFailed() throws IOException, CommandFailure {
        Optional<ClientNote> why = note(home.failed(), ".error");
        if (why.isPresent()) {
            throw new CommandFailure(why.get().fact(), why.get().hint());
        }
    }

    /** What keeps the command from leaving, as the client has noted it. */
    Optional<String> trouble() throws IOException {
        return note(home.sending(), ".waiting").map(ClientNote::fact);
    }

    private Optional<ClientNote> note(Path folder, String ending) throws IOException {
        Optional<String> id = trail.idOf(name);
        return id.isEmpty() ? Optional.empty() : ClientNote.in(folder.resolve(id.get() + "-" + name + ending));
    }
}
