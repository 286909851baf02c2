package dev.mailshell.crypto.cms;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Whether a certificate is one that mail can be checked with and encrypted for, whenever that is. */
public final class CertificateFit {

    // Places in the bit string (RFC 5280 section 4.2.1.3).
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private CertificateFit() {}

    /** What keeps it from being used; empty if nothing does. Its validity and its signature are not looked at. */
    public static Optional<String> fault(X509Certificate certificate) {
        if (!AllowedAlgorithms.allowsKey(certificate.getPublicKey())) {
            return Optional.of(
                    "its key is neither RSA of at least " + AllowedAlgorithms.RSA_BITS + " bits nor EC on P-256");
        }
        boolean[] usage = certificate.getKeyUsage();
        boolean rsa = certificate.getPublicKey() instanceof RSAPublicKey;
        if (usage != null && !(usage[DIGITAL_SIGNATURE] && usage[rsa ? KEY_ENCIPHERMENT : KEY_AGREEMENT])) {
            return Optional.of("its key usage is another (expected digital signature and key "
                    + (rsa ? "encipherment" : "agreement") + ")");
        }
        return Optional.empty();
    }
}
