package dev.mailshell.crypto.pgp;

import dev.mailshell.model.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An OpenPGP key, for people to look at.
 *
 * @param kind whose it is, as the folders say
 * @param owner the party's name; empty for a key that only lies in {@code revoked}, since no folder says whose that was
 * @param fingerprint of the primary key
 * @param algorithm of the primary key, such as {@code Ed25519} or {@code RSA-3072}
 * @param validFrom when the primary key was made
 * @param validUntil when it ends; empty if never
 * @param userIds what its owner calls himself in it, and signed; not proved by that, and of any characters
 * @param revoked whether nobody may use it any more
 * @param fault what else keeps others from using it to check and to encrypt at the time of this view; empty if nothing does
 * @param armored its public half in ASCII armor, with line ends of LF
 */
public record PgpKeyView(
        Kind kind,
        Optional<String> owner,
        Fingerprint fingerprint,
        String algorithm,
        Instant validFrom,
        Optional<Instant> validUntil,
        List<String> userIds,
        boolean revoked,
        Optional<String> fault,
        String armored) {

    /** Copies {@code userIds}. */
    public PgpKeyView {
        userIds = List.copyOf(userIds);
    }

    /** Whose a key is. */
    public enum Kind {
        /** Ours. */
        OWN,
        /** Ours, and peers may not know it yet: it opens mail and signs none. */
        PREPARED,
        /** That of a peer. */
        TRUSTED,
        /** Only in {@code revoked}. */
        REVOKED
    }
}
