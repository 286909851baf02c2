package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.TrustedKey;
import dev.mailshell.model.Reason;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Checks SignedData (RFC 5652 section 5) against the pinned keys. Certificates in the message are not even read. */
final class Verification {

    private final Provider provider;
    private final Keyring keyring;
    private final Instant now;
    private final long maxBytes;

    Verification(Provider provider, Keyring keyring, Instant now, long maxBytes) {
        this.provider = provider;
        this.keyring = keyring;
        this.now = now;
        this.maxBytes = maxBytes;
    }

    /** What a signature proved. */
    record Proof(TrustedKey key, Optional<Instant> signedAt) {}

    /** Copies the signed content out of {@code structure} and checks the signature over it. */
    Proof verifyOpaque(InputStream structure, OutputStream content) throws ProtectionFailure {
        return verify(structure, null, content);
    }

    /** Copies {@code signed} and checks the detached signature in {@code structure} over it. */
    Proof verifyDetached(InputStream structure, InputStream signed, OutputStream content) throws ProtectionFailure {
        return verify(structure, new CMSTypedStream(signed), content);
    }

    private Proof verify(InputStream structure, CMSTypedStream detached, OutputStream content)
            throws ProtectionFailure {
        try {
            CMSSignedDataParser parser = parser(structure, detached);
            for (AlgorithmIdentifier digest : parser.getDigestAlgorithmIDs()) {
                AllowedAlgorithms.requireDigest(digest);
            }
            CmsCopying.upTo(maxBytes).copy(content(parser).getContentStream(), content);
            return verify(onlySigner(parser));
        } catch (CMSException | OperatorCreationException | RuntimeException e) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "not the SignedData of RFC 5652", e);
        }
    }

    private CMSSignedDataParser parser(InputStream structure, CMSTypedStream detached)
            throws CMSException, OperatorCreationException {
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        return detached == null
                ? new CMSSignedDataParser(digests, structure)
                : new CMSSignedDataParser(digests, detached, structure);
    }

    private static CMSTypedStream content(CMSSignedDataParser parser) throws ProtectionFailure {
        CMSTypedStream content = parser.getSignedContent();
        if (content == null) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the signature does not hold what it signs");
        }
        if (!CMSObjectIdentifiers.data.getId().equals(parser.getSignedContentTypeOID())) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the type of the signed content is not data");
        }
        return content;
    }

    private static SignerInformation onlySigner(CMSSignedDataParser parser) throws CMSException, ProtectionFailure {
        Collection<SignerInformation> signers = parser.getSignerInfos().getSigners();
        if (signers.size() != 1) {
            throw new ProtectionFailure(
                    Reason.SIGNER_COUNT, "there are " + signers.size() + " signers (expected exactly 1)");
        }
        return signers.iterator().next();
    }

    private Proof verify(SignerInformation signer) throws ProtectionFailure {
        AllowedAlgorithms.requireSignature(
                signer.getDigestAlgorithmID(), signer.toASN1Structure().getDigestEncryptionAlgorithm());
        if (signer.getSignedAttributes() == null) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the signature has no signed attributes");
        }
        TrustedKey key = new SignerIdentification(provider, keyring, now).identify(signer);
        return new Proof(key, signingTime(signer));
    }

    private static Optional<Instant> signingTime(SignerInformation signer) {
        Attribute attribute = signer.getSignedAttributes().get(CMSAttributes.signingTime);
        return Optional.ofNullable(attribute)
                .map(found -> Time.getInstance(found.getAttrValues().getObjectAt(0)))
                .map(time -> time.getDate().toInstant());
    }
}
