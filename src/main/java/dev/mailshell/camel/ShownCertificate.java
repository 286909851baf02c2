package dev.mailshell.camel;

import dev.mailshell.config.ClientCertificate;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Secret;
import dev.mailshell.crypto.PrivateKeyReader;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * What we show to mail servers in TLS.
 *
 * @param chain our own certificate first
 */
public record ShownCertificate(List<X509Certificate> chain, PrivateKey key) {

    private static final String SETTING = "mailshell.tls.client-certificate";

    /** The order is that of the file. */
    public ShownCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads it from the files that {@code config} names; empty if it names none.
     *
     * @throws IOException if a file cannot be read, or holds no certificate
     * @throws dev.mailshell.crypto.KeyringFailure if the key cannot be used, or is not that of the certificate
     */
    public static Optional<ShownCertificate> of(MailshellConfig config) throws IOException {
        if (config.clientCertificate().isEmpty()) {
            return Optional.empty();
        }
        ClientCertificate files = config.clientCertificate().get();
        List<X509Certificate> chain = chain(files);
        PrivateKey key = new PrivateKeyReader(
                        config.keyPassphrase().map(Secret::reveal).map(PasswordBasedEncryption::new))
                .read(files.key(), files.key().toString(), chain.get(0).getPublicKey());
        return Optional.of(new ShownCertificate(chain, key));
    }

    private static List<X509Certificate> chain(ClientCertificate files) throws IOException {
        try (InputStream pem = Files.newInputStream(files.certificates())) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IOException(SETTING + " holds no certificate");
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in " + SETTING + " cannot be used", e);
        }
    }

    /** For TLS. */
    KeyManager[] managers() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("mailshell", key, new char[0], chain.toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        return managers.getKeyManagers();
    }
}
