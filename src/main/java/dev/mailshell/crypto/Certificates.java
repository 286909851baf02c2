package dev.mailshell.crypto;

import dev.mailshell.model.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/** What is read from X.509 certificates, and how they are written. */
public final class Certificates {

    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    private Certificates() {}

    static X509Certificate read(Path file) throws IOException, CertificateException {
        return read(Files.readAllBytes(file));
    }

    /**
     * The one certificate in {@code bytes}, in PEM or DER.
     *
     * @throws CertificateException if there is anything else
     */
    public static X509Certificate read(byte[] bytes) throws CertificateException {
        Collection<? extends Certificate> all =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        if (all.size() != 1) {
            throw new CertificateException("holds " + all.size() + " certificates (expected 1)");
        }
        return (X509Certificate) all.iterator().next();
    }

    /** SHA-256 of the certificate: what people compare, and peers pin. */
    public static Fingerprint fingerprint(X509Certificate certificate) {
        try {
            return Fingerprint.of(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be digested", e);
        }
    }

    /** The certificate in PEM (RFC 7468 section 5), with line ends of LF. */
    public static String pem(X509Certificate certificate) {
        try {
            Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
            return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    static boolean isSameKey(PublicKey one, PublicKey other) {
        return value(one).equals(value(other));
    }

    /** Equal for equal keys, since one key can be encoded in several ways (RSA under the identifier of RSASSA-PSS, say). */
    static Object value(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getW();
        }
        return ByteBuffer.wrap(key.getEncoded());
    }

    /** The subject key identifier, as it is encoded; equal for equal ones. */
    static Optional<ByteBuffer> keyIdentifier(X509Certificate certificate) {
        return Optional.ofNullable(certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER))
                .map(ByteBuffer::wrap);
    }

    static boolean validAt(X509Certificate certificate, Instant instant) {
        return !instant.isBefore(certificate.getNotBefore().toInstant())
                && !instant.isAfter(certificate.getNotAfter().toInstant());
    }
}
