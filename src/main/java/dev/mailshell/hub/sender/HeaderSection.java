package dev.mailshell.hub.sender;

import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a mail as it came, byte for byte.
 *
 * @param fields from the top
 * @param end the empty line; empty if the mail has none
 */
record HeaderSection(List<RawField> fields, String end) {

    private static final int MAX_BYTES = 256 * 1024;

    HeaderSection {
        fields = List.copyOf(fields);
    }

    /**
     * Reads it and leaves {@code in}, which should be buffered, where the body begins.
     *
     * @throws MimeFailure if it is longer than 256 KiB
     */
    static HeaderSection read(InputStream in) throws IOException {
        List<RawField> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        String end = "";
        int left = MAX_BYTES;
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            left -= line.length();
            if (line.equals("\r\n") || line.equals("\n")) {
                end = line;
                break;
            }
            boolean continued = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (!continued && !field.isEmpty()) {
                fields.add(new RawField(field.toString()));
                field.setLength(0);
            }
            field.append(line);
        }
        if (!field.isEmpty()) {
            fields.add(new RawField(field.toString()));
        }
        return new HeaderSection(fields, end);
    }

    /** With its end; empty at the end of the mail. */
    private static String line(InputStream in, int max) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (line.size() == max) {
                throw new MimeFailure(
                        Reason.MAIL_MALFORMED, "the header is too large (expected at most " + MAX_BYTES + " bytes)");
            }
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Fields of that name, whatever the case of its letters, from the top. */
    List<RawField> all(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).toList();
    }
}
