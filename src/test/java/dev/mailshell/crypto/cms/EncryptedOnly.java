package dev.mailshell.crypto.cms;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;

/** What anybody can make who has a public key: content encrypted for its owner, and signed by nobody. */
public final class EncryptedOnly {

    private static final Provider BC = new BouncyCastleProvider();

    private EncryptedOnly() {}

    /** An entity with {@code inner} encrypted as we do it, for a P-256 key. */
    public static String entity(String inner, X509Certificate recipient) throws Exception {
        byte[] der = agreed(
                inner.getBytes(StandardCharsets.UTF_8),
                recipient,
                CMSAlgorithm.ECDH_SHA256KDF,
                CMSAlgorithm.AES256_WRAP);
        return "MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=authEnveloped-data\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\r\n";
    }

    static byte[] agreed(byte[] inner, X509Certificate recipient, ASN1ObjectIdentifier kdf, ASN1ObjectIdentifier wrap)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
        KeyPair ephemeral = generator.generateKeyPair();
        CMSAuthEnvelopedDataGenerator enveloped = new CMSAuthEnvelopedDataGenerator();
        enveloped.addRecipientInfoGenerator(
                new JceKeyAgreeRecipientInfoGenerator(kdf, ephemeral.getPrivate(), ephemeral.getPublic(), wrap)
                        .addRecipient(recipient)
                        .setProvider(BC));
        var encryptor = (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                .setProvider(BC)
                .build();
        return enveloped.generate(new CMSProcessableByteArray(inner), encryptor).getEncoded();
    }
}
