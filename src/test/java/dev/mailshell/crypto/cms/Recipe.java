package dev.mailshell.crypto.cms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/** AuthEnvelopedData put together by hand, so that each piece of it can be wrong on its own. */
final class Recipe {

    private static final Provider BC = new BouncyCastleProvider();

    ASN1ObjectIdentifier type = CMSObjectIdentifiers.authEnvelopedData;
    ASN1ObjectIdentifier contentType = CMSObjectIdentifiers.data;
    ASN1ObjectIdentifier cipher = NISTObjectIdentifiers.id_aes256_GCM;
    int keyBits = 256;
    int nonceBytes = 12;
    int tagBytes = 16;
    boolean claimFullTag;
    String oaepDigest = "SHA-256";
    MGF1ParameterSpec oaepMask = MGF1ParameterSpec.SHA256;
    boolean pkcs1;
    boolean contentForAlgorithm;
    int flipInContent = -1;
    int flipInTag = -1;
    int flipInKey = -1;

    byte[] seal(byte[] content, SmimeKeyPair recipient) throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(keyBits);
        SecretKey key = generator.generateKey();
        byte[] nonce = new byte[nonceBytes];
        new SecureRandom().nextBytes(nonce);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding", BC);
        gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(tagBytes * 8, nonce));
        byte[] all = gcm.doFinal(content);
        byte[] encrypted = flip(Arrays.copyOf(all, all.length - tagBytes), flipInContent);
        byte[] tag = flip(Arrays.copyOfRange(all, all.length - tagBytes, all.length), flipInTag);

        ASN1EncodableVector encryptedContent = new ASN1EncodableVector();
        encryptedContent.add(contentType);
        ASN1Encodable algorithm =
                new AlgorithmIdentifier(cipher, new GCMParameters(nonce, claimFullTag ? 16 : tagBytes));
        encryptedContent.add(contentForAlgorithm ? new DERTaggedObject(true, 0, algorithm) : algorithm);
        encryptedContent.add(new DERTaggedObject(false, 0, new DEROctetString(encrypted)));

        ASN1EncodableVector data = new ASN1EncodableVector();
        data.add(new ASN1Integer(0));
        data.add(new DERSet(recipientInfo(key, recipient)));
        data.add(new DERSequence(encryptedContent));
        data.add(new DEROctetString(tag));
        return contentInfo(type, new DERSequence(data));
    }

    static byte[] contentInfo(ASN1ObjectIdentifier type, DERSequence content) throws Exception {
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(type);
        info.add(new DERTaggedObject(true, 0, content));
        return new DERSequence(info).getEncoded("DER");
    }

    private DERSequence recipientInfo(SecretKey key, SmimeKeyPair recipient) throws Exception {
        JcaX509CertificateHolder certificate = new JcaX509CertificateHolder(recipient.certificate());
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(new ASN1Integer(0));
        info.add(new IssuerAndSerialNumber(certificate.getIssuer(), certificate.getSerialNumber()));
        info.add(keyEncryption());
        info.add(new DEROctetString(flip(wrap(key, recipient), flipInKey)));
        return new DERSequence(info);
    }

    private AlgorithmIdentifier keyEncryption() throws GeneralSecurityException {
        return pkcs1
                ? new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE)
                : new JcaAlgorithmParametersConverter()
                        .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, oaep());
    }

    private byte[] wrap(SecretKey key, SmimeKeyPair recipient) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance(pkcs1 ? "RSA/ECB/PKCS1Padding" : "RSA/ECB/OAEPPadding", BC);
        if (pkcs1) {
            rsa.init(Cipher.ENCRYPT_MODE, recipient.certificate().getPublicKey());
        } else {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("OAEP", BC);
            parameters.init(oaep());
            rsa.init(Cipher.ENCRYPT_MODE, recipient.certificate().getPublicKey(), parameters);
        }
        return rsa.doFinal(key.getEncoded());
    }

    private OAEPParameterSpec oaep() {
        return new OAEPParameterSpec(oaepDigest, "MGF1", oaepMask, PSource.PSpecified.DEFAULT);
    }

    static byte[] flip(byte[] bytes, int at) {
        if (at >= 0) {
            bytes[at] ^= 1;
        }
        return bytes;
    }

    static byte[] mime(String headers, byte[] der) {
        return join(
                ascii("MIME-Version: 1.0\r\n" + headers + "Content-Transfer-Encoding: base64\r\n\r\n"), base64(der));
    }

    static byte[] base64(byte[] der) {
        return join(Base64.getMimeEncoder().encode(der), ascii("\r\n"));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
