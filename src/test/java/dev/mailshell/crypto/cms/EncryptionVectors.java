package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.indexOf;
import static dev.mailshell.crypto.cms.VectorMaker.mail;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/** Mails encrypted for another key, in another way, or in another structure than is allowed. */
final class EncryptionVectors {

    private static final Provider BC = new BouncyCastleProvider();

    private final VectorMaker maker;

    EncryptionVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        recipients();
        encryption();
        places();
    }

    private void recipients() throws Exception {
        byte[] inner = signed(maker.signature());
        maker.cms(
                "wrong-recipient",
                "NOT_FOR_OUR_KEY",
                "good-rsa for db1",
                mail(new Recipe().seal(inner, maker.key("db1"))));
        maker.cms(
                "wrong-recipient-ec",
                "NOT_FOR_OUR_KEY",
                "good-ec for mallory",
                mail(maker.agreed(inner, "mallory", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP)));
    }

    private void encryption() throws Exception {
        byte[] inner = signed(maker.signature());
        SmimeKeyPair web1 = maker.key("web1");
        Recipe tag12 = new Recipe();
        tag12.tagBytes = 12;
        maker.cms(
                "tag-12-bytes", "ALGORITHM_REFUSED", "good-rsa with a tag of 12 bytes", mail(tag12.seal(inner, web1)));
        Recipe short12 = new Recipe();
        short12.tagBytes = 12;
        short12.claimFullTag = true;
        maker.cms(
                "tag-shorter-than-it-says",
                "INTEGRITY_FAILED",
                "a tag of 12 bytes, parameters that say 16",
                mail(short12.seal(inner, web1)));
        Recipe nonce = new Recipe();
        nonce.nonceBytes = 16;
        maker.cms(
                "nonce-16-bytes",
                "ALGORITHM_REFUSED",
                "good-rsa with a nonce of 16 bytes",
                mail(nonce.seal(inner, web1)));
        Recipe aes128 = new Recipe();
        aes128.keyBits = 128;
        aes128.cipher = NISTObjectIdentifiers.id_aes128_GCM;
        maker.cms("aes-128", "ALGORITHM_REFUSED", "good-rsa with AES-128-GCM", mail(aes128.seal(inner, web1)));
        Recipe small = new Recipe();
        small.keyBits = 128;
        maker.cms(
                "aes-128-called-256",
                "INTEGRITY_FAILED",
                "a key of 128 bits, labelled AES-256-GCM",
                mail(small.seal(inner, web1)));
        Recipe sha1 = new Recipe();
        sha1.oaepDigest = "SHA-1";
        sha1.oaepMask = MGF1ParameterSpec.SHA1;
        maker.cms("oaep-sha1", "ALGORITHM_REFUSED", "good-rsa with RSAES-OAEP of SHA-1", mail(sha1.seal(inner, web1)));
        Recipe mask = new Recipe();
        mask.oaepMask = MGF1ParameterSpec.SHA1;
        maker.cms("oaep-mgf1-sha1", "ALGORITHM_REFUSED", "good-rsa with MGF1 of SHA-1", mail(mask.seal(inner, web1)));
        Recipe pkcs1 = new Recipe();
        pkcs1.pkcs1 = true;
        maker.cms(
                "key-transport-pkcs1",
                "ALGORITHM_REFUSED",
                "good-rsa with RSAES-PKCS1-v1_5",
                mail(pkcs1.seal(inner, web1)));
        maker.cms(
                "ecdh-sha1-kdf",
                "ALGORITHM_REFUSED",
                "good-ec with the SHA-1 KDF",
                mail(maker.agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA1KDF, CMSAlgorithm.AES256_WRAP)));
        maker.cms(
                "ecdh-aes128-wrap",
                "ALGORITHM_REFUSED",
                "good-ec with AES-128 key wrap",
                mail(maker.agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES128_WRAP)));
        Recipe digested = new Recipe();
        digested.contentType = CMSObjectIdentifiers.signedData;
        maker.cms(
                "content-not-data",
                "CMS_MALFORMED",
                "good-rsa with signedData as type of the encrypted content",
                mail(digested.seal(inner, web1)));
        maker.cms(
                "enveloped-data-cbc",
                "ALGORITHM_REFUSED",
                "EnvelopedData with AES-256-CBC, labelled authEnveloped-data",
                mail(cbc(inner, web1)));
        Recipe wrongType = new Recipe();
        wrongType.type = CMSObjectIdentifiers.signedData;
        maker.cms(
                "wrong-cms-type",
                "CMS_MALFORMED",
                "good-rsa with the type signedData",
                mail(wrongType.seal(inner, web1)));
    }

    private void places() throws Exception {
        byte[] inner = signed(maker.signature());
        maker.cms("good-small-segments", "OK", "good-rsa in segments of 16 bytes", mail(segments(inner, 16)));
        maker.cms("segments-of-one-byte", "CMS_MALFORMED", "good-rsa in segments of 1 byte", mail(segments(inner, 1)));
        Recipe place = new Recipe();
        place.contentForAlgorithm = true;
        maker.cms(
                "content-for-algorithm",
                "CMS_MALFORMED",
                "good-rsa with [0] around the content's algorithm",
                mail(place.seal(inner, maker.key("web1"))));
        byte[] text = maker.signature();
        int header = indexOf(text, maker.entity, 0) - 4;
        text[header] = 0x0c;
        maker.cms(
                "signed-content-not-octets",
                "CMS_MALFORMED",
                "the signed content is a UTF8String",
                maker.sealed(signed(text)));
    }

    private byte[] segments(byte[] inner, int size) throws Exception {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(transport(maker.key("web1")));
        generator.setBufferSize(size);
        var encryptor = (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                .setProvider(BC)
                .build();
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        try (OutputStream out = generator.open(envelope, encryptor)) {
            out.write(inner);
        }
        return envelope.toByteArray();
    }

    private static JceKeyTransRecipientInfoGenerator transport(SmimeKeyPair recipient) throws Exception {
        var oaep = new JcaAlgorithmParametersConverter()
                .getAlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP,
                        new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return new JceKeyTransRecipientInfoGenerator(recipient.certificate(), oaep).setProvider(BC);
    }

    private static byte[] cbc(byte[] inner, SmimeKeyPair recipient) throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(transport(recipient));
        return generator
                .generate(
                        new CMSProcessableByteArray(inner),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                .setProvider(BC)
                                .build())
                .getEncoded();
    }
}
