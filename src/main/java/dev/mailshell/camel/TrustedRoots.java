package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates mail servers may have. */
public final class TrustedRoots {

    private TrustedRoots() {}

    /**
     * TLS that trusts the certificates in {@code caFile} and no other; without one, those that the platform trusts.
     *
     * @throws IOException if the file cannot be read or holds no certificate
     */
    public static SSLContext tls(Optional<Path> caFile) throws IOException {
        return tls(caFile, Optional.empty());
    }

    /**
     * TLS to the mail servers of {@code config}, which shows them our certificate where that is the login.
     *
     * @throws IOException as above, or if what is to be shown cannot be read
     * @throws dev.mailshell.crypto.KeyringFailure as {@link ShownCertificate#of}
     */
    public static SSLContext tls(MailshellConfig config) throws IOException {
        return tls(config.caFile(), ShownCertificate.of(config));
    }

    private static SSLContext tls(Optional<Path> caFile, Optional<ShownCertificate> shown) throws IOException {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(caFile.isPresent() ? store(caFile.get()) : null);
            tls.init(shown.isPresent() ? shown.get().managers() : null, managers.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in mailshell.tls.ca-file cannot be used", e);
        }
    }

    private static KeyStore store(Path caFile) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(caFile)) {
            Collection<? extends Certificate> roots =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (roots.isEmpty()) {
                throw new IOException("mailshell.tls.ca-file holds no certificate");
            }
            for (Certificate root : roots) {
                store.setCertificateEntry("root-" + store.size(), root);
            }
        }
        return store;
    }
}
