package dev.mailshell.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a multipart body at its delimiter lines (RFC 2046 section 5.1.1). Preamble and epilogue are ignored. */
final class MultipartSplitter {

    private static final int MAX_PARTS = 64;
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final MimeEntity whole;
    private final String delimiter;
    private final List<MimeEntity> parts = new ArrayList<>();
    private long partStart = -1;
    private long previousTextEnd;

    private MultipartSplitter(MimeEntity whole, String boundary) {
        this.whole = whole;
        this.delimiter = "--" + boundary;
    }

    static List<MimeEntity> split(MimeEntity whole) throws IOException {
        MediaType type = whole.mediaType();
        String boundary = type.parameter("boundary").orElse("");
        if (!type.name().startsWith("multipart/") || !BOUNDARY.matcher(boundary).matches()) {
            throw MimeFailure.malformed("not a multipart entity with a boundary of 1 to 70 characters");
        }
        return new MultipartSplitter(whole, boundary).split();
    }

    private List<MimeEntity> split() throws IOException {
        // A delimiter line may end with white space that a relay added, so look a little further than its own length.
        try (LineScanner lines =
                new LineScanner(whole.file(), whole.bodyStart(), whole.end(), delimiter.length() + 64)) {
            while (lines.next()) {
                if (lines.text().startsWith(delimiter) && atDelimiter(lines)) {
                    return List.copyOf(parts);
                }
                previousTextEnd = lines.textEnd();
            }
        }
        throw MimeFailure.malformed("the multipart body has no closing delimiter");
    }

    /** Whether it was the closing one. */
    private boolean atDelimiter(LineScanner line) throws IOException {
        String rest = line.text().substring(delimiter.length()).stripTrailing();
        if (!rest.isEmpty() && !rest.equals("--")) {
            throw MimeFailure.malformed("a line begins like a delimiter of the multipart body, but is none");
        }
        if (partStart >= 0) {
            addPart();
        }
        partStart = line.end();
        previousTextEnd = line.end();
        return !rest.isEmpty();
    }

    private void addPart() throws IOException {
        if (parts.size() == MAX_PARTS) {
            throw MimeFailure.malformed("the multipart body has more than " + MAX_PARTS + " parts");
        }
        // The line end before a delimiter belongs to the delimiter.
        parts.add(MimeEntity.read(whole.file(), partStart, previousTextEnd, whole.depth() + 1));
    }
}
