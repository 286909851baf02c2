package dev.mailshell.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the header section of an entity (RFC 5322 section 2.2), under limits. */
final class HeaderReader {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_FIELDS = 200;

    private final List<HeaderField> fields = new ArrayList<>();
    private long bodyStart;

    private HeaderReader(LineScanner lines, long start) throws IOException {
        readFields(lines, start);
    }

    static HeaderReader of(Path file, long start, long end) throws IOException {
        try (LineScanner lines = new LineScanner(file, start, Math.min(end, start + MAX_BYTES + 1), MAX_BYTES)) {
            return new HeaderReader(lines, start);
        }
    }

    /** @param mail is read on for some bytes, and not closed */
    @SuppressWarnings("resource")
    static HeaderReader of(InputStream mail) throws IOException {
        return new HeaderReader(new LineScanner(new FirstBytes(mail, MAX_BYTES + 1), 0, MAX_BYTES), 0);
    }

    /** No line of a stranger's makes us read more than this. */
    private static final class FirstBytes extends FilterInputStream {

        private int left;

        FirstBytes(InputStream in, int atMost) {
            super(in);
            this.left = atMost;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(target, offset, Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    private void readFields(LineScanner lines, long start) throws IOException {
        StringBuilder field = new StringBuilder();
        while (lines.next()) {
            if (lines.end() - start > MAX_BYTES) {
                throw MimeFailure.malformed("the header is too large (expected at most " + MAX_BYTES + " bytes)");
            }
            String line = lines.text();
            if (line.isEmpty()) {
                addField(field);
                bodyStart = lines.end();
                return;
            }
            if (isFolded(line)) {
                requireField(field);
            } else {
                addField(field);
                field.setLength(0);
            }
            field.append(line);
        }
        throw MimeFailure.malformed("the header does not end with an empty line");
    }

    private static boolean isFolded(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    private static void requireField(StringBuilder field) throws MimeFailure {
        if (field.isEmpty()) {
            throw MimeFailure.malformed("the header begins with a continuation line");
        }
    }

    private void addField(StringBuilder text) throws MimeFailure {
        if (text.isEmpty()) {
            return;
        }
        int colon = text.indexOf(":");
        String name = colon < 0 ? "" : text.substring(0, colon).stripTrailing();
        String value = text.substring(colon + 1).strip();
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw MimeFailure.malformed("a header line has no field name");
        }
        if (value.chars().anyMatch(c -> c == 0 || c == '\r')) {
            throw MimeFailure.malformed("a header field holds a NUL or a bare CR");
        }
        if (fields.size() == MAX_FIELDS) {
            throw MimeFailure.malformed("the header has more than " + MAX_FIELDS + " fields");
        }
        fields.add(new HeaderField(name, value));
    }

    List<HeaderField> fields() {
        return fields;
    }

    long bodyStart() {
        return bodyStart;
    }
}
