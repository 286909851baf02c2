package dev.mailshell.cli;

import dev.mailshell.camel.ReplyName;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer of one server, as the client has filed it.
 *
 * @param command the id of what it answers
 * @param reply empty if there was none in time
 * @param file where it is
 * @param trouble if there was none: what kept the command from leaving, as far as it is known
 * @param refusal if there was none: why the server was not sent the command and will not be
 * @param partial if there was none: how many of its parts have come, if some have
 */
record ReceivedReply(
        UUID command,
        IdentityName server,
        Optional<Reply> reply,
        Optional<Path> file,
        Optional<ReplyName> name,
        Optional<String> trouble,
        Optional<ClientNote> refusal,
        Optional<String> partial) {

    static ReceivedReply none(UUID command, IdentityName server, Optional<String> trouble, Optional<String> partial) {
        return missing(command, server, trouble, Optional.empty(), partial);
    }

    /** There will be none: {@code why} the command could not be sent there. */
    static ReceivedReply refused(UUID command, IdentityName server, ClientNote why) {
        return missing(command, server, Optional.empty(), Optional.of(why), Optional.empty());
    }

    private static ReceivedReply missing(
            UUID command,
            IdentityName server,
            Optional<String> trouble,
            Optional<ClientNote> refusal,
            Optional<String> partial) {
        return new ReceivedReply(
                command, server, Optional.empty(), Optional.empty(), Optional.empty(), trouble, refusal, partial);
    }

    static ReceivedReply in(Path file, ReplyName name) {
        try {
            Reply reply = StrictJson.mapper().readValue(Files.readAllBytes(file), Reply.class);
            return new ReceivedReply(
                    reply.id(),
                    reply.from(),
                    Optional.of(reply),
                    Optional.of(file),
                    Optional.of(name),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("the reply in " + file.getFileName() + " cannot be read", e);
        }
    }

    /** In what way it does not fit what was seen of the server's audit log, if it does not. */
    Optional<ClientNote> auditAlarm() throws IOException {
        return file.isEmpty()
                ? Optional.empty()
                : ClientNote.in(file.get().resolveSibling(name.orElseThrow().audit()));
    }

    /** Writes the bytes of a stream as the process wrote them; how many there were. */
    long copy(StreamOutput stream, OutputStream out) throws IOException {
        if (stream.content() instanceof StreamOutput.Attachment attached) {
            return Files.copy(
                    file.orElseThrow().resolveSibling(name.orElseThrow().attachment(attached.name())), out);
        }
        byte[] bytes = stream.content() instanceof StreamOutput.Base64 inline
                ? inline.decoded()
                : ((StreamOutput.Text) stream.content()).text().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        return bytes.length;
    }
}
