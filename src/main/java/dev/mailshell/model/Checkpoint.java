package dev.mailshell.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a server signs of its audit log from time to time.
 *
 * @param log whose log it is: the name of the server
 * @param head how far it had come
 * @param sealedAt when
 */
public record Checkpoint(IdentityName log, TreeHead head, Instant sealedAt) {

    private static final String TITLE = "mailshell audit checkpoint 1\n";

    /** The bytes that are signed: five lines of ASCII, each with an LF. */
    public byte[] signedBytes() {
        String text = TITLE + log + "\n" + head.size() + "\n" + head.root() + "\n" + sealedAt + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
