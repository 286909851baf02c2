package dev.mailshell.hub;

import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A certificate authority for a while, whose only certificate is that of {@code localhost}. */
public final class ThrowAwayCa {

    private static final X500Name NAME = new X500Name("CN=Mail Shell throw-away CA");

    private final Clock clock;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** For one day; makes its keys. */
    public ThrowAwayCa(Clock clock) throws GeneralSecurityException, IOException {
        this(clock, Duration.ofDays(1));
    }

    /** For so long, it and what it signs; makes its keys. */
    public ThrowAwayCa(Clock clock, Duration lifetime) throws GeneralSecurityException, IOException {
        this.clock = clock;
        this.lifetime = lifetime;
        this.keys = newKeys();
        this.certificate = sign(certificateFor(NAME, keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    }

    /** Writes the authority's certificate as PEM. */
    public void writeCertificate(Path file) throws IOException, GeneralSecurityException {
        writePem(file, "rw-r--r--", "CERTIFICATE", certificate.getEncoded());
    }

    /**
     * Writes a new private key (mode 0600) and its certificate for {@code localhost} and 127.0.0.1, both as PEM; neither file may
     * exist.
     */
    public void writeServer(Path keyFile, Path certificateFile) throws IOException, GeneralSecurityException {
        KeyPair server = newKeys();
        writePem(keyFile, "rw-------", "PRIVATE KEY", server.getPrivate().getEncoded());
        writePem(certificateFile, "rw-r--r--", "CERTIFICATE", issue(server).getEncoded());
    }

    /** A PKCS #12 store (mode 0600) with a new private key and its certificate for {@code localhost} and 127.0.0.1. */
    public void writeKeyStore(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyPair server = newKeys();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", server.getPrivate(), password, new Certificate[] {issue(server), certificate});
        try (OutputStream out = PrivateFile.create(file)) {
            store.store(out, password);
        }
    }

    private X509Certificate issue(KeyPair server) throws IOException, GeneralSecurityException {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        });
        return sign(certificateFor(new X500Name("CN=localhost"), server.getPublic())
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, names));
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder certificateFor(X500Name subject, PublicKey key) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(120, random).setBit(120),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(lifetime)),
                subject,
                key);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void writePem(Path file, String mode, String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject(type, content));
        }
        Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))
                .close();
        Files.writeString(file, text.toString());
    }
}
