package dev.mailshell.crypto;

import dev.mailshell.model.Identity;
import java.util.List;

/**
 * A party that we trust.
 *
 * @param identity its name and the address that mail to it goes to
 * @param keys its pinned certificates that are not revoked, the newest first
 */
public record TrustedPeer(Identity identity, List<TrustedKey> keys) {
    /** Copies {@code keys}. */
    public TrustedPeer {
        keys = List.copyOf(keys);
    }
}
