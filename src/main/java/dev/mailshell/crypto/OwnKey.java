package dev.mailshell.crypto;

import dev.mailshell.model.Fingerprint;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A key pair of ours.
 *
 * @param fingerprint of the certificate
 * @param certificate what peers pin
 * @param privateKey fits the certificate
 * @param prepared whether peers may not know it yet, so that it opens mail and signs none
 */
public record OwnKey(Fingerprint fingerprint, X509Certificate certificate, PrivateKey privateKey, boolean prepared) {

    /** Whether the certificate is valid at {@code instant}. */
    public boolean validAt(Instant instant) {
        return Certificates.validAt(certificate, instant);
    }

    /** Without the private key, so that no log can hold it. */
    @Override
    public String toString() {
        return "OwnKey[" + fingerprint + "]";
    }
}
