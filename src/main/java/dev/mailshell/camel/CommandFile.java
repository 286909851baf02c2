package dev.mailshell.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.ServerLine;
import dev.mailshell.wire.CommandDraft;
import dev.mailshell.wire.DraftFault;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What a person puts into the drop folder: {@code *.cmd} or {@code *.json}. */
public final class CommandFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ObjectMapper json;

    CommandFile(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The command in a file that a client has taken; empty if there is none in it that could be sent.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<CommandDraft> find(Path file) throws IOException {
        try {
            return Optional.of(new CommandFile(StrictJson.mapper()).read(file));
        } catch (Refusal | InvalidMessage none) {
            return Optional.empty();
        }
    }

    CommandDraft read(Path file) throws IOException, Refusal {
        byte[] bytes = bytes(file);
        return file.toString().endsWith(".json") ? readJson(bytes) : readText(bytes);
    }

    private CommandDraft readJson(byte[] bytes) throws IOException, Refusal {
        try {
            return json.readValue(bytes, CommandDraft.class);
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    Refusal.of(e).reason(),
                    DraftFault.describe(e),
                    "the form is {\"to\":[\"web1\"],\"command\":{\"line\":\"uptime\"}}; see docs/command-files.md");
        }
    }

    /** The first line names the servers, all else is the command. */
    private static CommandDraft readText(byte[] bytes) throws Refusal {
        String decoded = decode(bytes);
        String text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        int end = text.indexOf('\n');
        String first = (end < 0 ? text : text.substring(0, end)).strip();
        String command = end < 0 ? "" : text.substring(end + 1).strip();
        if (!ServerLine.isMeant(first) || command.isEmpty()) {
            throw new Refusal(
                    Reason.COMMAND_INVALID,
                    ServerLine.isMeant(first) ? "the file has no command" : "the first line does not name a server",
                    "write @web1 (or @web1,db1) into the first line and the command below it");
        }
        return new CommandDraft(servers(first), new Invocation.Line(command), CommandOptions.NONE, Optional.empty());
    }

    private static Set<IdentityName> servers(String line) throws Refusal {
        try {
            return ServerLine.read(line);
        } catch (InvalidMessage e) {
            Refusal refusal = new Refusal(e.reason(), e.getMessage(), ServerLine.HINT);
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static byte[] bytes(Path file) throws IOException, Refusal {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(StrictJson.MAX_BYTES + 1);
            if (bytes.length > StrictJson.MAX_BYTES) {
                throw new Refusal(
                        Reason.COMMAND_INVALID,
                        "the file is too large (expected at most " + StrictJson.MAX_BYTES + " bytes)",
                        "send less in one command");
            }
            return bytes;
        }
    }

    private static String decode(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new Refusal(Reason.COMMAND_INVALID, "the file is not UTF-8", "save it as UTF-8");
        }
    }
}
