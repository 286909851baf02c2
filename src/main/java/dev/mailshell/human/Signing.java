package dev.mailshell.human;

import dev.mailshell.model.DigestId;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What is proved of a typed mail beside its text: it has neither an id nor a time of its own.
 *
 * @param signer whose signature verified
 * @param at the signature's own time
 * @param sha256 of the signed bytes, in lower-case hexadecimal
 */
public record Signing(IdentityName signer, Instant at, String sha256) {

    /**
     * The id of the command: the same for each copy of the mail, and another one for the same text that is signed in another second. The
     * {@link DigestId} of a SHA-256 over signer, time and digest.
     */
    public UUID id() {
        byte[] proved = (signer + "\n" + at.getEpochSecond() + "\n" + sha256).getBytes(StandardCharsets.US_ASCII);
        return DigestId.of(Sha256.ofContent(proved).bytes());
    }
}
