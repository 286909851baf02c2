package dev.mailshell.cli;

import dev.mailshell.model.Fingerprint;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A certificate in a home, for people to look at.
 *
 * @param name whose it is
 * @param address where mail to them goes
 * @param kind {@code own}, {@code client} or {@code server}; {@code revoked} for a revoked key, whoever had it
 * @param fingerprint of the certificate
 * @param certificate itself
 * @param revoked whether nobody may use it any more
 */
record KnownKey(
        String name,
        String address,
        String kind,
        Fingerprint fingerprint,
        X509Certificate certificate,
        boolean revoked) {

    /** {@code valid}, {@code revoked}, {@code expired} or {@code not yet valid}. */
    String state(Instant now) {
        if (revoked) {
            return "revoked";
        }
        if (now.isAfter(validUntil())) {
            return "expired";
        }
        return now.isBefore(validFrom()) ? "not yet valid" : "valid";
    }

    /** Such as {@code RSA-3072} or {@code EC-256}. */
    String algorithm() {
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
            return "RSA-" + rsa.getModulus().bitLength();
        }
        if (certificate.getPublicKey() instanceof ECPublicKey ec) {
            return "EC-" + ec.getParams().getCurve().getField().getFieldSize();
        }
        return certificate.getPublicKey().getAlgorithm();
    }

    Instant validFrom() {
        return certificate.getNotBefore().toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    Instant validUntil() {
        return certificate.getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What {@code --json} prints. */
    Map<String, Object> json(Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("address", address);
        fields.put("kind", kind);
        fields.put("algorithm", algorithm());
        fields.put("fingerprint", fingerprint.hex());
        fields.put("validFrom", validFrom().toString());
        fields.put("validUntil", validUntil().toString());
        fields.put("state", state(now));
        fields.put("revoked", revoked);
        return fields;
    }
}
