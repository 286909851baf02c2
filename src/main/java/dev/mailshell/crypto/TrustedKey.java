package dev.mailshell.crypto;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A pinned certificate of a peer.
 *
 * @param owner whose it is
 * @param fingerprint SHA-256 of the certificate
 * @param certificate as the trust folder holds it
 */
public record TrustedKey(IdentityName owner, Fingerprint fingerprint, X509Certificate certificate) {

    /** Whether the certificate is valid at {@code instant}. */
    public boolean validAt(Instant instant) {
        return Certificates.validAt(certificate, instant);
    }

    /** The first instant of its validity. */
    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    /** The last instant of its validity. */
    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }
}
