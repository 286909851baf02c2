package dev.mailshell.cli;

import dev.mailshell.model.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a key says of itself, whatever its kind. */
sealed interface KeyMaterial permits CertificateMaterial, OpenPgpMaterial {

    /** Of the certificate, or of the primary key of OpenPGP. */
    Fingerprint fingerprint();

    /** Such as {@code RSA-3072} or {@code EC-256}. */
    String algorithm();

    Instant validFrom();

    /** Empty if never. */
    Optional<Instant> validUntil();

    /** What it calls its owner, printable: its user ids, or its subject and e-mail names. */
    List<String> userIds();

    /** The mail addresses among those; of any form. */
    List<String> addresses();

    /** Whether it says itself that it is revoked. */
    boolean saysRevoked();

    /** What keeps it from being used, beside its validity and a revocation; empty if nothing does. */
    Optional<String> fault();

    /** What only its kind has. */
    Map<String, String> particulars();

    /** The public half as text, to be handed on. */
    String text();

    /** What the name of its file in a trust folder ends with. */
    String suffix();
}
