package dev.mailshell.model;

import java.util.regex.Pattern;

/**
 * A checkpoint with its signature. That this fits is for whoever uses it to check.
 *
 * @param key the public key, X.509 SubjectPublicKeyInfo in base64
 * @param signature over {@link Checkpoint#signedBytes}, in base64
 */
public record SealedCheckpoint(Checkpoint checkpoint, String key, String signature) {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,200}={0,2}");

    /** @throws InvalidMessage if {@code key} or {@code signature} is not base64 of a sensible length */
    public SealedCheckpoint {
        if (!BASE64.matcher(key).matches() || !BASE64.matcher(signature).matches()) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "the key or the signature of a checkpoint is not base64");
        }
    }

    /** How far the log had come. */
    public TreeHead head() {
        return checkpoint.head();
    }
}
