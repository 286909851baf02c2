package dev.mailshell.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.ledger.PartialMessage;
import dev.mailshell.model.Command;
import dev.mailshell.model.MessageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What is kept of a command beside its parts: what all of them say, and in which format the first of them came.
 *
 * @param format empty if an earlier build kept it
 */
record KeptCommand(Command command, Optional<MessageFormat> format) {

    /** A line with the format, if it is known, then the JSON of the first part. */
    byte[] document(ObjectMapper json) throws JsonProcessingException {
        // All parts say the same but for their number, so this is the same for all.
        String common = json.writeValueAsString(command.inPart(1, command.parts()));
        return (format.map(known -> known + "\n").orElse("") + common).getBytes(StandardCharsets.UTF_8);
    }

    static KeptCommand read(PartialMessage message, ObjectMapper json) throws IOException {
        String document = Files.readString(message.document());
        int start = document.indexOf('{');
        Optional<MessageFormat> format =
                start == 0 ? Optional.empty() : Optional.of(MessageFormat.valueOf(document.substring(0, start - 1)));
        return new KeptCommand(json.readValue(document.substring(start), Command.class), format);
    }
}
