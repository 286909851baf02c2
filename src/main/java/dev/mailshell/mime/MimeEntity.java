package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A MIME entity (RFC 2045 section 2.4) as it lies in a file; nothing but its header is in memory.
 *
 * <p>Limits: a header of 64 KiB and 200 fields, 64 parts, 4 levels. A field that decides how the body is read may be there only
 * once, so that no two readers can disagree about it.
 *
 * @param file where the entity is; it must not change meanwhile
 * @param fields of the header, in order
 * @param start offset of the header's first byte
 * @param bodyStart offset of the body's first byte
 * @param end offset after the body's last byte
 * @param depth 0 for the outermost
 */
public record MimeEntity(Path file, List<HeaderField> fields, long start, long bodyStart, long end, int depth) {

    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary", "base64", "quoted-printable");
    private static final List<String> SINGLE = List.of("MIME-Version", "Content-Type", ENCODING, "Content-Disposition");
    private static final int MAX_DEPTH = 4;

    /** Copies {@code fields}. */
    public MimeEntity {
        fields = List.copyOf(fields);
    }

    /**
     * Reads the header of the entity that fills {@code file}.
     *
     * @throws MimeFailure if it has none, is beyond a limit, or a field is there twice that may be there once
     * @throws IOException if the file cannot be read
     */
    public static MimeEntity read(Path file) throws IOException {
        return read(file, 0, Files.size(file), 0);
    }

    static MimeEntity read(Path file, long start, long end, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw MimeFailure.malformed("parts are nested too deep (expected at most " + MAX_DEPTH + " levels)");
        }
        HeaderReader header = HeaderReader.of(file, start, end);
        MimeEntity entity = new MimeEntity(file, header.fields(), start, header.bodyStart(), end, depth);
        for (String name : SINGLE) {
            entity.only(name);
        }
        return entity;
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(HeaderField::value)
                .toList();
    }

    /**
     * The value of the field of that name.
     *
     * @throws MimeFailure if there is more than one
     */
    public Optional<String> only(String name) throws MimeFailure {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw MimeFailure.malformed("the field " + name + " is there " + values.size() + " times (expected once)");
        }
        return values.stream().findFirst();
    }

    /** The media type; {@code text/plain} if there is none (RFC 2045 section 5.2). */
    public MediaType mediaType() throws MimeFailure {
        return MediaType.parse(only("Content-Type").orElse("text/plain"));
    }

    /**
     * The name of the file that this part is.
     *
     * @throws MimeFailure if it is not safe as the name of a file in a directory of ours
     */
    public Optional<String> fileName() throws MimeFailure {
        return FileNames.of(this);
    }

    /**
     * As {@link #fileName}, with encoded words (RFC 2047) decoded: many mail programs write names so, though RFC 2231 is for them.
     *
     * @throws MimeFailure also if their character set is unknown
     */
    public Optional<String> decodedFileName() throws MimeFailure {
        return FileNames.decoded(this);
    }

    /** The bytes of the whole entity, header included; the caller closes the stream. */
    public InputStream raw() throws IOException {
        return new FileSlice(file, start, end);
    }

    /**
     * The body with its transfer encoding undone; the caller closes the stream.
     *
     * @throws MimeFailure here or while reading, if the encoding is none of RFC 2045 or the body is not in it
     */
    public InputStream content() throws IOException {
        return switch (encoding()) {
            case "base64" -> new Base64Stream(body());
            case "quoted-printable" -> new QuotedPrintableStream(body());
            default -> body();
        };
    }

    private String encoding() throws MimeFailure {
        String encoding = only(ENCODING).orElse("7bit").toLowerCase(Locale.ROOT);
        if (!ENCODINGS.contains(encoding)) {
            throw new MimeFailure(
                    Reason.MAIL_MALFORMED, "the Content-Transfer-Encoding is none of RFC 2045 section 6.1");
        }
        return encoding;
    }

    private InputStream body() throws IOException {
        return new FileSlice(file, bodyStart, end);
    }

    /**
     * The same, without what its header says beside the encoding of the body: for who keeps many of them in memory.
     *
     * @throws MimeFailure if the encoding is none of RFC 2045
     */
    public MimeEntity withoutHeader() throws MimeFailure {
        return new MimeEntity(file, List.of(new HeaderField(ENCODING, encoding())), start, bodyStart, end, depth);
    }

    /**
     * The parts of a multipart entity (RFC 2046 section 5.1), cut at the exact bytes of its delimiters.
     *
     * @throws MimeFailure if it is not multipart, or its delimiters are not as they must be
     */
    public List<MimeEntity> parts() throws IOException {
        return MultipartSplitter.split(this);
    }
}
