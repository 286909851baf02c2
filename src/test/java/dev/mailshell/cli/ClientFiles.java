package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.Role;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** The files of a client's home, laid out by hand as its routes would. */
final class ClientFiles {

    private final Home home;

    ClientFiles(Path directory) throws IOException {
        this.home = new Home(directory);
        home.create(Role.CLIENT);
    }

    Home home() {
        return home;
    }

    /** An id that begins with {@code digits}, of which there are 8. */
    static UUID id(String digits) {
        return UUID.fromString(digits + "-d4e5-4f60-8123-456789abcdef");
    }

    void sent(UUID id, Instant at, String servers, String line) throws IOException {
        command(home.sent(), id, at, servers, line);
    }

    void waiting(UUID id, Instant at, String servers, String line, String trouble) throws IOException {
        Path file = command(home.sending(), id, at, servers, line);
        Files.writeString(file.resolveSibling(file.getFileName() + ".waiting"), "error: " + trouble + "\nhint: wait\n");
    }

    void failed(UUID id, Instant at, String servers, String line, String trouble) throws IOException {
        Path file = command(home.failed(), id, at, servers, line);
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".error"), "error: " + trouble + "\nhint: mend it\n");
    }

    private static Path command(Path folder, UUID id, Instant at, String servers, String line) throws IOException {
        Path file = folder.resolve(id + "-typed.cmd");
        Files.writeString(file, "@" + servers + "\n" + line + "\n");
        Files.setLastModifiedTime(file, FileTime.from(at));
        return file;
    }

    void reply(String stem, String server, FinalStatus status, int exitCode, Instant at, String out, String err)
            throws IOException {
        reply(
                stem,
                server,
                status,
                OptionalInt.of(exitCode),
                at,
                Optional.of(stream(out)),
                Optional.of(stream(err)),
                Optional.empty());
    }

    void denied(String stem, String server, Instant at, String reason) throws IOException {
        Explanation why = new Explanation(Reason.NOT_ALLOWED, reason, "");
        reply(
                stem,
                server,
                FinalStatus.DENIED,
                OptionalInt.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why));
    }

    private void reply(
            String stem,
            String server,
            FinalStatus status,
            OptionalInt exitCode,
            Instant at,
            Optional<StreamOutput> out,
            Optional<StreamOutput> err,
            Optional<Explanation> why)
            throws IOException {
        Reply reply = new Reply(
                UUID.fromString(stem.substring(0, 36)),
                UUID.randomUUID(),
                new IdentityName(server),
                Set.of(new IdentityName("alice")),
                status,
                exitCode,
                Optional.empty(),
                at,
                Optional.of(at),
                at,
                out,
                err,
                why,
                List.of(),
                Optional.empty(),
                1,
                1);
        Files.write(home.replies().resolve(stem + ".json"), StrictJson.mapper().writeValueAsBytes(reply));
    }

    private static StreamOutput stream(String text) {
        return new StreamOutput(
                new StreamOutput.Text(text), text.getBytes(StandardCharsets.UTF_8).length, false, "0".repeat(64));
    }
}
