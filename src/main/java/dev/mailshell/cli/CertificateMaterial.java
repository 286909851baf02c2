package dev.mailshell.cli;

import dev.mailshell.crypto.Certificates;
import dev.mailshell.crypto.cms.CertificateFit;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Printable;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A certificate, of S/MIME. */
record CertificateMaterial(X509Certificate certificate) implements KeyMaterial {

    private static final int RFC822_NAME = 1;

    @Override
    public Fingerprint fingerprint() {
        return Certificates.fingerprint(certificate);
    }

    @Override
    public String algorithm() {
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
            return "RSA-" + rsa.getModulus().bitLength();
        }
        if (certificate.getPublicKey() instanceof ECPublicKey ec) {
            return "EC-" + ec.getParams().getCurve().getField().getFieldSize();
        }
        return certificate.getPublicKey().getAlgorithm();
    }

    @Override
    public Instant validFrom() {
        return certificate.getNotBefore().toInstant();
    }

    @Override
    public Optional<Instant> validUntil() {
        return Optional.of(certificate.getNotAfter().toInstant());
    }

    @Override
    public List<String> userIds() {
        String subject = certificate.getSubjectX500Principal().getName();
        return Stream.concat(Stream.of(subject), addresses().stream())
                .map(Printable::line)
                .toList();
    }

    @Override
    public List<String> addresses() {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return (names == null ? List.<List<?>>of() : names)
                    .stream()
                            .filter(name -> name.get(0).equals(RFC822_NAME))
                            .map(name -> name.get(1).toString())
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    @Override
    public boolean saysRevoked() {
        return false;
    }

    @Override
    public Optional<String> fault() {
        return CertificateFit.fault(certificate);
    }

    @Override
    public Map<String, String> particulars() {
        return Map.of("serial", certificate.getSerialNumber().toString(16));
    }

    @Override
    public String text() {
        return Certificates.pem(certificate);
    }

    @Override
    public String suffix() {
        return ".crt";
    }
}
