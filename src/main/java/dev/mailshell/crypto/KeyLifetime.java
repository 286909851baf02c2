package dev.mailshell.crypto;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a key of ours, or a trusted one, is good for.
 *
 * @param owner whose it is
 * @param fingerprint by which it is pinned
 * @param end of its validity; empty if it never ends
 */
public record KeyLifetime(IdentityName owner, Fingerprint fingerprint, Optional<Instant> end) {}
