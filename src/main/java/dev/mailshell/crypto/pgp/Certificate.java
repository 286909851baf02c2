package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.KeyLifetime;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/**
 * A primary key, its subkeys, and what the primary key says about them by signatures that our rules accept. Safe for use by several
 * threads, which Bouncy Castle's evaluation of it is not: that checks each signature when it is first asked about it.
 */
final class Certificate {

    private static final String USABLE = " (expected one that is valid now, RSA of at least "
            + AllowedAlgorithms.RSA_BITS + " bits or Ed25519 and Curve25519, and bound with SHA-256 or better)";

    private final PGPPublicKeyRing ring;
    private final OpenPGPCertificate evaluation;

    Certificate(PGPPublicKeyRing ring) {
        this.ring = ring;
        this.evaluation = new OpenPGPCertificate(ring, new BcOpenPGPImplementation(), AllowedAlgorithms.policy());
    }

    /** All keys of it, whatever they are worth; the primary key first. */
    PGPPublicKeyRing keys() {
        return ring;
    }

    PGPPublicKey primaryKey() {
        return ring.getPublicKey();
    }

    /** When the primary key was made. */
    Instant createdAt() {
        return primaryKey().getCreationTime().toInstant();
    }

    /** The newest of its keys to sign with that is valid at {@code now} and allowed. */
    synchronized Optional<PGPPublicKey> signingKey(Instant now, Predicate<PGPPublicKey> wanted) {
        return newest(evaluation.getSigningKeys(Date.from(now)), wanted);
    }

    /** The newest of its keys to encrypt with that is valid at {@code now} and allowed. */
    synchronized Optional<PGPPublicKey> encryptionKey(Instant now) {
        return newest(evaluation.getEncryptionKeys(Date.from(now)), key -> true);
    }

    private static Optional<PGPPublicKey> newest(List<OpenPGPComponentKey> keys, Predicate<PGPPublicKey> wanted) {
        return keys.stream()
                .map(OpenPGPComponentKey::getPGPPublicKey)
                .filter(AllowedAlgorithms::allowsKey)
                .filter(wanted)
                .max(Comparator.comparing(PGPPublicKey::getCreationTime));
    }

    /** Whether its primary key has revoked {@code key}, or itself. */
    synchronized boolean isRevoked(KeyIdentifier key, Instant now) {
        Date date = Date.from(now);
        return evaluation.getRevocation(date) != null
                || evaluation.getKey(key).getRevocation(date) != null
                || saysRevoked(ring.getPublicKey(key));
    }

    /** Also from the future, and before a later binding: the library lets some revocations of a subkey end or wait. */
    private boolean saysRevoked(PGPPublicKey subkey) {
        Iterator<PGPSignature> revocations = subkey.getSignaturesOfType(PGPSignature.SUBKEY_REVOCATION);
        boolean revoked = false;
        while (revocations.hasNext() && !revoked) {
            revoked = Revocations.revokes(revocations.next(), primaryKey(), subkey);
        }
        return revoked;
    }

    /** When {@code key} ends, or its primary key if that is earlier; empty if never. */
    synchronized Optional<Instant> end(KeyIdentifier key, Instant now) {
        Date date = Date.from(now);
        return Stream.of(
                        Optional.ofNullable(evaluation.getExpirationTime(date)),
                        Optional.ofNullable(evaluation.getKey(key).getKeyExpirationDateAt(date)))
                .flatMap(Optional::stream)
                .map(Date::toInstant)
                .min(Comparator.naturalOrder());
    }

    /** How long it is good for as that of {@code owner}: until the first of its newest keys to sign and to encrypt with ends. */
    KeyLifetime lifetime(IdentityName owner, Instant now) {
        Optional<Instant> end = Stream.concat(signingKey(now, key -> true).stream(), encryptionKey(now).stream())
                .flatMap(key -> end(key.getKeyIdentifier(), now).stream())
                .min(Comparator.naturalOrder());
        return new KeyLifetime(
                owner,
                Fingerprint.of(primaryKey().getFingerprint()),
                end.or(() -> end(primaryKey().getKeyIdentifier(), now)));
    }

    /** As it is shown to people at {@code now}. */
    PgpKeyView view(PgpKeyView.Kind kind, Optional<String> owner, boolean revoked, Instant now) {
        KeyIdentifier primary = primaryKey().getKeyIdentifier();
        return new PgpKeyView(
                kind,
                owner,
                Fingerprint.of(primaryKey().getFingerprint()),
                AllowedAlgorithms.name(primaryKey()),
                createdAt(),
                end(primary, now),
                userIds(now),
                revoked || isRevoked(primary, now),
                fault(now),
                armored());
    }

    private synchronized List<String> userIds(Instant now) {
        return evaluation.getValidUserIds(Date.from(now)).stream()
                .map(OpenPGPUserId::getUserId)
                .toList();
    }

    private Optional<String> fault(Instant now) {
        if (!AllowedAlgorithms.allowsKey(primaryKey())) {
            return Optional.of("its primary key is " + AllowedAlgorithms.name(primaryKey())
                    + " (expected RSA of at least " + AllowedAlgorithms.RSA_BITS + " bits or Ed25519, of version 4)");
        }
        if (signingKey(now, key -> true).isEmpty()) {
            return Optional.of("it has no key to sign with" + USABLE);
        }
        return encryptionKey(now).isEmpty() ? Optional.of("it has no key to encrypt with" + USABLE) : Optional.empty();
    }

    private String armored() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArmorStream armor = new ArmorStream(text, "PUBLIC KEY BLOCK")) {
            armor.write(ring.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("a key that was read cannot be written", e);
        }
        return text.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n");
    }

    /** Whether {@code key} is one to sign with at {@code now}. */
    synchronized boolean signs(KeyIdentifier key, Instant now) {
        return evaluation.getKey(key).isSigningKey(Date.from(now));
    }
}
