package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.TrustedKey;
import dev.mailshell.model.Reason;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Finds out whose key made a signature. The issuer and serial number, or the key identifier, that a signature names only say which keys
 * to try: anybody can write those of another into a certificate.
 */
final class SignerIdentification {

    private static final Pattern COMMON_NAME = Pattern.compile("CN=([a-z0-9-]{1,63})");

    private final Provider provider;
    private final Keyring keyring;
    private final Instant now;

    SignerIdentification(Provider provider, Keyring keyring, Instant now) {
        this.provider = provider;
        this.keyring = keyring;
        this.now = now;
    }

    /** The pinned key that the signature verifies with, which is strong enough, valid now and not revoked. */
    TrustedKey identify(SignerInformation signer) throws ProtectionFailure {
        List<X509Certificate> named = known().filter(certificate -> matches(signer.getSID(), certificate))
                .toList();
        if (named.isEmpty()) {
            throw new ProtectionFailure(Reason.SIGNER_UNKNOWN, "the signer's key is not in the trust folder");
        }
        TrustedKey key = trusted(verified(signer, named));
        AllowedAlgorithms.requireKey(key.certificate().getPublicKey());
        requireValidNow(key);
        return key;
    }

    private Stream<X509Certificate> known() {
        return Stream.concat(keyring.trustedKeys().stream().map(TrustedKey::certificate), keyring.revoked().stream());
    }

    private static boolean matches(SignerId signer, X509Certificate certificate) {
        try {
            return signer.match(new JcaX509CertificateHolder(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be encoded", e);
        }
    }

    private X509Certificate verified(SignerInformation signer, List<X509Certificate> named) throws ProtectionFailure {
        ProtectionFailure failure =
                new ProtectionFailure(Reason.SIGNATURE_INVALID, "the signature does not fit the content");
        for (X509Certificate certificate : named) {
            try {
                if (verifies(signer, certificate)) {
                    return certificate;
                }
            } catch (CMSException | OperatorCreationException | RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private boolean verifies(SignerInformation signer, X509Certificate certificate)
            throws CMSException, OperatorCreationException {
        return signer.verify(
                new JcaSimpleSignerInfoVerifierBuilder().setProvider(provider).build(certificate.getPublicKey()));
    }

    private TrustedKey trusted(X509Certificate certificate) throws ProtectionFailure {
        return keyring.trustedKeys().stream()
                .filter(key -> key.certificate().equals(certificate))
                .findFirst()
                .orElseThrow(() ->
                        new ProtectionFailure(Reason.KEY_REVOKED, "the key of " + name(certificate) + " is revoked"));
    }

    /** No folder says whose a revoked key was, only its certificate; we once trusted that. */
    private static String name(X509Certificate certificate) {
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return name.matches()
                ? name.group(1)
                : "the certificate with serial number "
                        + certificate.getSerialNumber().toString(16);
    }

    /** By our clock: the signature's own time is whatever its signer likes it to be. */
    private void requireValidNow(TrustedKey key) throws ProtectionFailure {
        if (now.isBefore(key.notBefore())) {
            throw new ProtectionFailure(
                    Reason.KEY_NOT_YET_VALID, "the key of " + key.owner() + " is not valid before " + key.notBefore());
        }
        if (now.isAfter(key.notAfter())) {
            throw new ProtectionFailure(
                    Reason.KEY_EXPIRED, "the key of " + key.owner() + " was valid until " + key.notAfter());
        }
    }
}
