package dev.mailshell.camel;

import dev.mailshell.crypto.Certificates;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.cms.CertificateFit;
import dev.mailshell.crypto.pgp.PgpKeyView;
import dev.mailshell.crypto.pgp.PgpPublicKeys;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public keys in an enrolment mail: one certificate and, if there is one, one OpenPGP key, both fit for use. */
record EnrolmentKeys(X509Certificate certificate, Optional<PgpKeyView> openPgp) {

    /** @throws Refusal if they are anything else */
    static EnrolmentKeys read(String certificate, String openPgp, Instant now) throws Refusal {
        try {
            return new EnrolmentKeys(
                    certificate(certificate),
                    openPgp.isEmpty() ? Optional.empty() : Optional.of(openPgp(openPgp, now)));
        } catch (GeneralSecurityException | KeyringFailure e) {
            Refusal refusal = new Refusal(Reason.INVITATION_REFUSED, "the keys in it cannot be read", "");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** In PEM, without what may have stood around it. */
    String certificateText() {
        return Certificates.pem(certificate);
    }

    /** In ASCII armor, without what may have stood around it. */
    Optional<String> openPgpText() {
        return openPgp.map(PgpKeyView::armored);
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException, Refusal {
        X509Certificate certificate = Certificates.read(pem.getBytes(StandardCharsets.UTF_8));
        requireFit(CertificateFit.fault(certificate));
        certificate.verify(certificate.getPublicKey());
        return certificate;
    }

    private static PgpKeyView openPgp(String armor, Instant now) throws Refusal {
        List<PgpKeyView> keys = PgpPublicKeys.in(armor.getBytes(StandardCharsets.UTF_8), now);
        if (keys.size() != 1) {
            throw new Refusal(Reason.INVITATION_REFUSED, "it holds " + keys.size() + " OpenPGP keys (expected 1)", "");
        }
        requireFit(keys.get(0).fault());
        return keys.get(0);
    }

    private static void requireFit(Optional<String> fault) throws Refusal {
        if (fault.isPresent()) {
            throw new Refusal(Reason.INVITATION_REFUSED, "a key in it cannot be used: " + fault.get(), "");
        }
    }
}
