package dev.mailshell.hub.sender;

import java.util.Optional;

/**
 * What one signature is worth (RFC 6376).
 *
 * @param domain who claims to have signed; empty if the signature cannot be read so far
 * @param selector of the key; empty as above
 * @param algorithm such as {@code rsa-sha256}; empty if it is none that is known here
 * @param reason in words of our own; empty if it passed
 */
public record DkimResult(
        Outcome outcome,
        Optional<DomainName> domain,
        Optional<DomainName> selector,
        Optional<String> algorithm,
        String reason) {}
