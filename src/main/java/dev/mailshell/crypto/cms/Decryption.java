package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.PKIXRecipientId;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;

/** Opens AuthEnvelopedData (RFC 5083). */
final class Decryption {

    private static final Set<ASN1ObjectIdentifier> CONTENT_ALGORITHMS = Set.of(CMSAlgorithm.AES256_GCM);
    // Bits, not bytes: 16 here would accept a tag of 16 bits.
    private static final int MIN_TAG_BITS = 128;

    private final Provider provider;
    private final long maxBytes;

    Decryption(Provider provider, long maxBytes) {
        this.provider = provider;
        this.maxBytes = maxBytes;
    }

    /** Returns once the tag has been checked; until then nobody may use {@code plaintext}. */
    void decrypt(Path envelope, List<OwnKey> keys, OutputStream plaintext) throws IOException, ProtectionFailure {
        requireType(CmsOutline.check(envelope));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(envelope), 16 * 1024)) {
            CMSAuthEnvelopedDataParser parser = new CMSAuthEnvelopedDataParser(in);
            AllowedAlgorithms.requireContentEncryption(parser.getEncryptionAlgOID());
            Match match = match(parser, keys);
            decrypt(match, plaintext);
            requireWholeTag(parser);
        } catch (CMSException | IOException | RuntimeException e) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "not the AuthEnvelopedData of RFC 5083", e);
        }
    }

    private static void requireType(ASN1ObjectIdentifier type) throws ProtectionFailure {
        if (type.equals(CMSObjectIdentifiers.envelopedData)) {
            throw new ProtectionFailure(
                    Reason.ALGORITHM_REFUSED, "encrypted without authentication (expected AuthEnvelopedData)");
        }
        if (!type.equals(CMSObjectIdentifiers.authEnvelopedData)) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the CMS type is not AuthEnvelopedData");
        }
    }

    private static Match match(CMSAuthEnvelopedDataParser parser, List<OwnKey> keys)
            throws ProtectionFailure, CMSException {
        for (OwnKey key : keys) {
            // Once for each key: a stranger's mail may name thousands of recipients.
            X509CertificateHolder certificate = holder(key);
            for (RecipientInformation recipient : parser.getRecipientInfos()) {
                if (recipient.getRID() instanceof PKIXRecipientId id && id.match(certificate)) {
                    return new Match(recipient, key);
                }
            }
        }
        throw new ProtectionFailure(Reason.NOT_FOR_OUR_KEY, "not encrypted for a key of ours");
    }

    private static X509CertificateHolder holder(OwnKey key) throws CMSException {
        try {
            return new JcaX509CertificateHolder(key.certificate());
        } catch (CertificateEncodingException e) {
            throw new CMSException("our certificate cannot be encoded", e);
        }
    }

    private void decrypt(Match match, OutputStream plaintext) throws IOException, ProtectionFailure {
        Recipient recipient = recipient(match);
        CMSTypedStream content;
        try {
            content = match.information().getContentStream(recipient);
        } catch (CMSException | IOException | RuntimeException e) {
            throw new ProtectionFailure(Reason.INTEGRITY_FAILED, "the encrypted key does not fit ours", e);
        }
        if (!content.getContentType().equals(CMSObjectIdentifiers.data)) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the type of the encrypted content is not data");
        }
        CmsCopying.upTo(maxBytes).copy(content.getContentStream(), plaintext);
    }

    private Recipient recipient(Match match) throws ProtectionFailure {
        RecipientInformation information = match.information();
        if (information instanceof KeyTransRecipientInformation) {
            AllowedAlgorithms.requireKeyTransport(information.getKeyEncryptionAlgorithm());
            return new JceKeyTransAuthEnvelopedRecipient(match.key().privateKey())
                    .setProvider(provider)
                    .setKeySizeValidation(true)
                    .setAllowedContentAlgorithms(CONTENT_ALGORITHMS)
                    .setMinimumTagSize(MIN_TAG_BITS);
        }
        if (information instanceof KeyAgreeRecipientInformation agreement) {
            AllowedAlgorithms.requireKeyAgreement(agreement.getKeyEncryptionAlgorithm(), agreement.getOriginator());
            return new JceKeyAgreeAuthEnvelopedRecipient(match.key().privateKey())
                    .setProvider(provider)
                    .setAllowedContentAlgorithms(CONTENT_ALGORITHMS)
                    .setMinimumTagSize(MIN_TAG_BITS);
        }
        throw new ProtectionFailure(
                Reason.ALGORITHM_REFUSED, "the key is neither transported with RSA nor agreed on with ECDH");
    }

    private static void requireWholeTag(CMSAuthEnvelopedDataParser parser) throws IOException, ProtectionFailure {
        if (parser.getMac().length != AllowedAlgorithms.TAG_BYTES) {
            throw new ProtectionFailure(Reason.ALGORITHM_REFUSED, "the GCM tag is not 16 bytes");
        }
        if (parser.getAuthAttrs() != null) {
            throw new ProtectionFailure(
                    Reason.CMS_MALFORMED, "there are authenticated attributes (expected none around data)");
        }
    }

    private record Match(RecipientInformation information, OwnKey key) {}
}
