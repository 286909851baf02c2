package dev.mailshell.hub.tls;

import dev.mailshell.config.FileState;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's certificate and private key, as PEM files, such as an ACME client writes them. They are read anew when they have changed; what
 * cannot be used changes nothing, so that a renewal may write one file after the other. Safe for use by several threads.
 */
public final class TlsFiles {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.hub");

    private final Path certificates;
    private final Path key;
    private final SecureRandom random;
    private String state;
    private Keys keys;

    private record Keys(SSLContext context, List<X509Certificate> chain) {}

    private TlsFiles(Path certificates, Path key, SecureRandom random) {
        this.certificates = certificates;
        this.key = key;
        this.random = random;
    }

    /**
     * Reads both.
     *
     * @param certificates the hub's own first, then those that lead to its authority
     * @param key not encrypted; PKCS #8, or as openssl writes RSA and EC keys
     * @throws IOException if one cannot be read, or they do not belong together
     */
    public static TlsFiles open(Path certificates, Path key, SecureRandom random) throws IOException {
        TlsFiles files = new TlsFiles(certificates, key, random);
        // Before they are read: what changes after this is another state.
        files.state = files.state();
        files.keys = files.load();
        return files;
    }

    /** For one more connection: of the files as they are now. */
    public synchronized SSLContext context() {
        reload();
        return keys.context();
    }

    /** The hub's own certificate, as it is used now. */
    public X509Certificate certificate() {
        return chain().get(0);
    }

    /** The hub's own certificate, then those that lead to its authority, as they are used now. */
    public synchronized List<X509Certificate> chain() {
        reload();
        return keys.chain();
    }

    private void reload() {
        String now = state();
        if (now.equals(state)) {
            return;
        }
        state = now;
        try {
            keys = load();
            LOG.info(
                    "the hub's certificate was renewed, it ends {}",
                    keys.chain().get(0).getNotAfter().toInstant());
        } catch (IOException e) {
            LOG.warn("the hub goes on with its former certificate: {}", e.getMessage());
        }
    }

    /** Different after any change: an ACME client may replace what a link leads to. */
    private String state() {
        return FileState.of(certificates) + " " + FileState.of(key);
    }

    private Keys load() throws IOException {
        try {
            List<X509Certificate> chain = readChain();
            PrivateKey own = privateKey();
            requirePair(chain.get(0), own);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("hub", own, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, random);
            return new Keys(context, chain);
        } catch (GeneralSecurityException e) {
            throw new IOException(certificates + " and " + key + " cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private List<X509Certificate> readChain() throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(certificates)) {
            List<X509Certificate> read = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (read.isEmpty()) {
                throw new IOException(certificates + " holds no certificate");
            }
            return read;
        }
    }

    private PrivateKey privateKey() throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (Reader text = Files.newBufferedReader(key, StandardCharsets.US_ASCII);
                PEMParser pem = new PEMParser(text)) {
            // openssl writes the parameters of a curve before the key.
            for (Object next = pem.readObject(); next != null; next = pem.readObject()) {
                if (next instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
                if (next instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        }
        throw new IOException(key + " holds no private key that is not encrypted");
    }

    private void requirePair(X509Certificate certificate, PrivateKey own) throws GeneralSecurityException, IOException {
        if (!isPair(certificate.getPublicKey(), own)) {
            throw new IOException(key + " is not the key of the first certificate in " + certificates);
        }
    }

    private boolean isPair(PublicKey certified, PrivateKey own) throws GeneralSecurityException {
        // A renewal may bring another algorithm, one file after the other.
        if (!certified.getAlgorithm().equals(own.getAlgorithm())) {
            return false;
        }
        String algorithm = own.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] proof = new byte[32];
        random.nextBytes(proof);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(own);
        signer.update(proof);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certified);
        verifier.update(proof);
        return verifier.verify(signature);
    }
}
