package dev.mailshell.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What docs/logs.md says how to have again what stood in a cell before it was made one: with nothing but a reader of JSON. */
final class TakenBack {

    private TakenBack() {}

    static String text(String cell) throws JsonProcessingException {
        String rest = cell.startsWith("'") ? cell.substring(1) : cell;
        return new ObjectMapper().readValue('"' + rest.replace("\"", "\\\"") + '"', String.class);
    }
}
