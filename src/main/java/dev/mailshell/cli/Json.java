package dev.mailshell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mailshell.wire.StrictJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Results for programs, in UTF-8 (RFC 8259) whatever the terminal has. */
final class Json {

    private static final ObjectMapper LINE = StrictJson.mapper();
    private static final ObjectMapper INDENTED = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** Prints maps, lists, strings, numbers and booleans as one JSON value and a line end. */
    static void print(PrintStream out, Object value) {
        print(out, INDENTED, value);
    }

    /** As above, or a reply as its server wrote it, in one line: for what comes one after the other. */
    static void printLine(PrintStream out, Object value) {
        print(out, LINE, value);
    }

    private static void print(PrintStream out, ObjectMapper mapper, Object value) {
        try {
            out.writeBytes((mapper.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }
}
