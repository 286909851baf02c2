package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.Certificates;
import dev.mailshell.crypto.NewKeys;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A new key pair with its self-signed certificate (RFC 5280): subject and e-mail name of its owner, for signatures and key
 * encryption only.
 *
 * @param privateKey secret
 * @param certificate for peers to pin
 */
public record SmimeKeyPair(PrivateKey privateKey, X509Certificate certificate) {

    /**
     * Makes a key pair.
     *
     * @param now its certificate is valid from a day before, for two years
     */
    public static SmimeKeyPair generate(KeyAlgorithm algorithm, Identity owner, Instant now, SecureRandom random) {
        return generate(algorithm, owner, now.minus(NewKeys.HEAD_START), now.plus(NewKeys.VALIDITY), random);
    }

    static SmimeKeyPair generate(
            KeyAlgorithm algorithm, Identity owner, Instant from, Instant until, SecureRandom random) {
        try {
            KeyPair pair = generator(algorithm, random).generateKeyPair();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject(owner),
                    new BigInteger(127, random).setBit(126),
                    Date.from(from),
                    Date.from(until),
                    subject(owner),
                    pair.getPublic());
            addExtensions(builder, algorithm, owner, pair);
            return new SmimeKeyPair(pair.getPrivate(), sign(builder, algorithm, pair, random));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java platform cannot make an " + algorithm + " key pair", e);
        }
    }

    private static KeyPairGenerator generator(KeyAlgorithm algorithm, SecureRandom random)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.name());
        switch (algorithm) {
            case RSA -> generator.initialize(AllowedAlgorithms.RSA_BITS, random);
            case EC -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        }
        return generator;
    }

    private static X500Principal subject(Identity owner) {
        return new X500Principal("CN=" + owner.name());
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder, KeyAlgorithm algorithm, Identity owner, KeyPair pair)
            throws CertIOException, GeneralSecurityException {
        int exchange = algorithm == KeyAlgorithm.RSA ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | exchange));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName(GeneralName.rfc822Name, owner.address().value())));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder builder, KeyAlgorithm algorithm, KeyPair pair, SecureRandom random)
            throws OperatorCreationException, GeneralSecurityException {
        String signature = algorithm == KeyAlgorithm.RSA ? "SHA256WITHRSA" : "SHA256WITHECDSA";
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signature)
                        .setProvider(new BouncyCastleProvider())
                        .setSecureRandom(random)
                        .build(pair.getPrivate())));
    }

    /** SHA-256 of the certificate: what people compare. */
    public Fingerprint fingerprint() {
        return Certificates.fingerprint(certificate);
    }

    /** Writes the private key as PKCS#8 in PEM, mode 0600 from the first byte; {@code file} must not exist. */
    public void writePrivateKey(Path file) throws IOException {
        writePem(file, "PRIVATE KEY", privateKey.getEncoded());
    }

    /** As above, encrypted; {@code random} is for the salt and the IV. */
    public void writePrivateKey(Path file, PasswordBasedEncryption encryption, SecureRandom random) throws IOException {
        writePem(file, "ENCRYPTED PRIVATE KEY", encryption.encrypt(privateKey.getEncoded(), random));
    }

    /** Writes the certificate in PEM; {@code file} must not exist. */
    public void writeCertificate(Path file) throws IOException {
        try {
            writePem(file, "CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the certificate cannot be encoded", e);
        }
    }

    private static void writePem(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        try (OutputStream out = PrivateFile.create(file)) {
            out.write(pem.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Without the private key, so that no log can hold it. */
    @Override
    public String toString() {
        return "SmimeKeyPair[" + fingerprint() + "]";
    }
}
