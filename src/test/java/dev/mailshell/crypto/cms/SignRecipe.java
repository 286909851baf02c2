package dev.mailshell.crypto.cms;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** SignedData, as it should be or not. */
final class SignRecipe {

    private static final Provider BC = new BouncyCastleProvider();

    ASN1ObjectIdentifier contentType = CMSObjectIdentifiers.data;
    boolean encapsulate = true;
    boolean attributes = true;
    boolean byKeyIdentifier;
    Instant signingTime = VectorKeys.NOW.minusSeconds(60);
    private final List<SmimeKeyPair> signers = new ArrayList<>();
    private final List<String> algorithms = new ArrayList<>();
    private final List<SmimeKeyPair> certificates = new ArrayList<>();

    SignRecipe by(SmimeKeyPair signer, String algorithm) {
        signers.add(signer);
        algorithms.add(algorithm);
        certificates.add(signer);
        return this;
    }

    byte[] sign(byte[] content) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        var digests = new JcaDigestCalculatorProviderBuilder().setProvider(BC).build();
        for (int i = 0; i < signers.size(); i++) {
            SmimeKeyPair signer = signers.get(i);
            var builder = new JcaSignerInfoGeneratorBuilder(digests)
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(time()));
            builder.setDirectSignature(!attributes);
            var signature = new JcaContentSignerBuilder(algorithms.get(i))
                    .setProvider(BC)
                    .build(signer.privateKey());
            generator.addSignerInfoGenerator(
                    byKeyIdentifier
                            ? builder.build(signature, keyIdentifier(signer.certificate()))
                            : builder.build(signature, signer.certificate()));
        }
        generator.addCertificates(new JcaCertStore(
                certificates.stream().map(SmimeKeyPair::certificate).toList()));
        return generator
                .generate(new CMSProcessableByteArray(contentType, content), encapsulate)
                .getEncoded("DER");
    }

    private static byte[] keyIdentifier(X509Certificate certificate) throws Exception {
        return SubjectKeyIdentifier.fromExtensions(new JcaX509CertificateHolder(certificate).getExtensions())
                .getKeyIdentifier();
    }

    private AttributeTable time() {
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signingTime)))));
        return new AttributeTable(all);
    }
}
