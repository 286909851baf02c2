package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.OwnKey;
import dev.mailshell.mime.Content;
import dev.mailshell.mime.WrappedBase64;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Signs, then encrypts, in one pass over the content (RFC 8551 section 3). */
final class Sealing {

    private final Provider provider;
    private final SecureRandom random;

    Sealing(Provider provider, SecureRandom random) {
        this.provider = provider;
        this.random = random;
    }

    void seal(Content entity, OwnKey signer, Instant signedAt, X509Certificate recipient, OutputStream target)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException {
        header(target, "authEnveloped-data");
        try (WrappedBase64 base64 = new WrappedBase64(target);
                OutputStream encrypted = encrypting(recipient, base64)) {
            header(encrypted, "signed-data");
            try (WrappedBase64 innerBase64 = new WrappedBase64(encrypted);
                    OutputStream signed = signing(signer, signedAt, innerBase64)) {
                entity.writeTo(signed);
            }
        }
    }

    private static void header(OutputStream out, String smimeType) throws IOException {
        String text = "MIME-Version: 1.0\r\n"
                + "Content-Type: application/pkcs7-mime; smime-type=" + smimeType + "; name=smime.p7m\r\n"
                + "Content-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=smime.p7m\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private OutputStream encrypting(X509Certificate recipient, OutputStream out)
            throws IOException, CMSException, GeneralSecurityException {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(
                recipient.getPublicKey() instanceof RSAPublicKey ? transport(recipient) : agreement(recipient));
        // The key and the nonce are fresh for each message.
        OutputAEADEncryptor encryptor = (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                .setSecureRandom(random)
                .build();
        return generator.open(out, encryptor);
    }

    private RecipientInfoGenerator transport(X509Certificate recipient) throws GeneralSecurityException {
        OAEPParameterSpec oaep =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        return new JceKeyTransRecipientInfoGenerator(
                        recipient,
                        new JcaAlgorithmParametersConverter()
                                .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, oaep))
                .setProvider(provider);
    }

    private RecipientInfoGenerator agreement(X509Certificate recipient) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair ephemeral = generator.generateKeyPair();
        return new JceKeyAgreeRecipientInfoGenerator(
                        CMSAlgorithm.ECDH_SHA256KDF,
                        ephemeral.getPrivate(),
                        ephemeral.getPublic(),
                        CMSAlgorithm.AES256_WRAP)
                .addRecipient(recipient)
                .setProvider(provider)
                .setSecureRandom(random);
    }

    private OutputStream signing(OwnKey signer, Instant signedAt, OutputStream out)
            throws IOException, CMSException, GeneralSecurityException, OperatorCreationException {
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(digests)
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(signingTime(signedAt)))
                .build(contentSigner(signer), signer.certificate()));
        // Mail programs look for it here; our own receiver does not.
        generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
        return generator.open(out, true);
    }

    private ContentSigner contentSigner(OwnKey signer) throws OperatorCreationException {
        boolean rsa = signer.certificate().getPublicKey() instanceof RSAPublicKey;
        return new JcaContentSignerBuilder(rsa ? "SHA256WITHRSAANDMGF1" : "SHA256WITHECDSA")
                .setProvider(provider)
                .setSecureRandom(random)
                .build(signer.privateKey());
    }

    private static AttributeTable signingTime(Instant signedAt) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signedAt)))));
        return new AttributeTable(attributes);
    }
}
