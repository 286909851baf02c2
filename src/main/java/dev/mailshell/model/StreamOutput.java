package dev.mailshell.model;

import java.util.regex.Pattern;

/**
 * One output stream of a command, as a reply carries it.
 *
 * @param content where the captured bytes are
 * @param bytes how many bytes the process wrote, also those that were not kept
 * @param truncated whether bytes in the middle were left out
 * @param sha256 of the bytes that were kept, in lower-case hexadecimal
 */
public record StreamOutput(Content content, long bytes, boolean truncated, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidMessage if {@code bytes} is negative or {@code sha256} is none */
    public StreamOutput {
        if (bytes < 0 || !SHA256.matcher(sha256).matches()) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "bytes or sha256 of a stream is impossible");
        }
    }

    /** The same, carried in a file beside the reply. */
    public StreamOutput attachedAs(String name) {
        return new StreamOutput(new Attachment(name), bytes, truncated, sha256);
    }

    /** How a reply carries bytes. */
    public sealed interface Content {}

    /** Well-formed UTF-8, in the reply itself. */
    public record Text(String text) implements Content {}

    /** Other bytes, in the reply itself, in base64 (RFC 4648 section 4). */
    public record Base64(String base64) implements Content {

        /** @throws InvalidMessage if it is none */
        public Base64 {
            try {
                java.util.Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new InvalidMessage(Reason.REPLY_INVALID, "base64 of a stream is none");
            }
        }

        /** The bytes that it stands for. */
        public byte[] decoded() {
            return java.util.Base64.getDecoder().decode(base64);
        }
    }

    /** A part of the same signed entity, by its file name. */
    public record Attachment(String name) implements Content {}
}
