package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.Copying;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;

/** Checks a signature over a document (RFC 9580 section 5.2.1) against the pinned certificates. Keys in the message are not even read. */
final class Verification {

    /** How far a signer's clock may be ahead of ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int VERSION = 4;
    /** What a critical subpacket may say: nothing that would change what the signature means. */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID);

    private final List<TrustedCertificate> trusted;
    private final Instant now;
    private final long maxBytes;

    Verification(List<TrustedCertificate> trusted, Instant now, long maxBytes) {
        this.trusted = trusted;
        this.now = now;
        this.maxBytes = maxBytes;
    }

    /** What a signature proved. */
    record Proof(TrustedCertificate certificate, Instant signedAt) {}

    /** A key that may have made the signature, and the certificate that it is of. */
    private record Candidate(TrustedCertificate certificate, PGPPublicKey key) {}

    /** Copies {@code signed}, with line ends as they were signed, and checks {@code signature} over it. */
    Proof verify(PGPSignature signature, InputStream signed, OutputStream content) throws ProtectionFailure {
        Candidate candidate = find(signature);
        try {
            signature.init(new JcaPGPContentVerifierBuilderProvider(), candidate.key());
            copy(signature, signed, content);
            if (!signature.verify()) {
                throw new ProtectionFailure(Reason.SIGNATURE_INVALID, "the signature does not fit the content");
            }
        } catch (PGPException | IOException | RuntimeException e) {
            throw new ProtectionFailure(Reason.SIGNATURE_INVALID, "the signature cannot be checked", e);
        }
        candidate.certificate().requireSigning(candidate.key(), now);
        Instant signedAt = signature.getCreationTime().toInstant();
        requireTimely(signature, signedAt);
        return new Proof(candidate.certificate(), signedAt);
    }

    private Candidate find(PGPSignature signature) throws ProtectionFailure {
        try {
            requireUsual(signature);
            return candidate(signature);
        } catch (RuntimeException e) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "not a signature as RFC 9580 has it", e);
        }
    }

    private static void requireUsual(PGPSignature signature) throws ProtectionFailure {
        boolean document = signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT || isText(signature);
        if (signature.getVersion() != VERSION || !document) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "not a signature of version 4 over a document");
        }
        AllowedAlgorithms.requireDigest(signature.getHashAlgorithm());
        for (int subpacket : signature.getHashedSubPackets().getCriticalTags()) {
            if (!UNDERSTOOD.contains(subpacket)) {
                throw new ProtectionFailure(
                        Reason.ALGORITHM_REFUSED, "the signature depends on something that is not understood here");
            }
        }
    }

    private static boolean isText(PGPSignature signature) {
        return signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
    }

    /** Only found by what the signature names; whether it is the one is checked then. */
    private Candidate candidate(PGPSignature signature) throws ProtectionFailure {
        for (TrustedCertificate certificate : trusted) {
            for (PGPPublicKey key : certificate.certificate().keys()) {
                if (signature.hasKeyIdentifier(key.getKeyIdentifier())) {
                    return new Candidate(certificate, key);
                }
            }
        }
        throw new ProtectionFailure(Reason.SIGNER_UNKNOWN, "the signer's key is not in the trust folder");
    }

    private void copy(PGPSignature signature, InputStream signed, OutputStream content)
            throws IOException, ProtectionFailure {
        Copying copying = new Copying(
                maxBytes,
                cause -> new ProtectionFailure(
                        Reason.PGP_MALFORMED, "the signed content cannot be read to its end", cause));
        OutputStream both = new SignatureStream(content, signature::update);
        copying.copy(signed, isText(signature) ? new CanonicalText(both) : both);
    }

    private void requireTimely(PGPSignature signature, Instant signedAt) throws ProtectionFailure {
        if (signedAt.isAfter(now.plus(TOLERANCE))) {
            throw new ProtectionFailure(Reason.NOT_YET_VALID, "signed in our future, at " + signedAt);
        }
        long seconds = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (seconds > 0 && !now.isBefore(signedAt.plusSeconds(seconds))) {
            throw new ProtectionFailure(
                    Reason.EXPIRED, "the signature was valid until " + signedAt.plusSeconds(seconds));
        }
    }
}
