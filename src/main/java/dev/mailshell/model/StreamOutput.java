package dev.mailshell.model;

/**
 * One output stream of a command, as a reply carries it.
 *
 * @param content where the captured bytes are
 * @param bytes how many bytes the process wrote, also those that were not kept
 * @param truncated whether bytes in the middle were left out
 * @param sha256 of the bytes that were kept, in lower-case hexadecimal
 */
public record StreamOutput(Content content, long bytes, boolean truncated, String sha256) {

    /** How a reply carries bytes. */
    public sealed interface Content {}

    /** Well-formed UTF-8, in the reply itself. */
    public record Text(String text) implements Content {}

    /** Other bytes, in the reply itself, in base64 (RFC 4648 section 4). */
    public record Base64(String base64) implements Content {}

    /** A part of the same signed entity, by its file name. */
    public record Attachment(String name) implements Content {}
}
