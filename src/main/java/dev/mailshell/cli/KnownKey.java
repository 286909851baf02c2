package dev.mailshell.cli;

import dev.mailshell.model.Fingerprint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key in a home, for people to look at.
 *
 * @param name whose it is
 * @param address where mail to them goes
 * @param kind {@code own}, {@code client} or {@code server}; {@code revoked} for a revoked key, whoever had it
 * @param fingerprint of the certificate, or of the primary key of OpenPGP
 * @param material the key itself
 * @param revoked whether nobody may use it any more
 */
record KnownKey(
        String name, String address, String kind, Fingerprint fingerprint, KeyMaterial material, boolean revoked) {

    /** {@code valid}, {@code revoked}, {@code expired} or {@code not yet valid}. */
    String state(Instant now) {
        if (revoked) {
            return "revoked";
        }
        if (material.validUntil().filter(now::isAfter).isPresent()) {
            return "expired";
        }
        return now.isBefore(validFrom()) ? "not yet valid" : "valid";
    }

    Instant validFrom() {
        return material.validFrom().truncatedTo(ChronoUnit.SECONDS);
    }

    /** As people and programs read it; {@code never} for a key that does not end. */
    String validUntil() {
        return material.validUntil()
                .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("never");
    }

    /** What {@code --json} prints. */
    Map<String, Object> json(Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("address", address);
        fields.put("kind", kind);
        fields.put("algorithm", material.algorithm());
        fields.put("fingerprint", fingerprint.hex());
        fields.put("validFrom", validFrom().toString());
        fields.put("validUntil", validUntil());
        fields.put("state", state(now));
        fields.put("revoked", revoked);
        return fields;
    }
}
