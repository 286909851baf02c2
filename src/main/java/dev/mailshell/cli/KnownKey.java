package dev.mailshell.cli;

import dev.mailshell.model.Fingerprint;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A key in a home, for people to look at.
 *
 * @param name whose it is
 * @param address where mail to them goes
 * @param kind {@code own}, {@code client} or {@code server}; {@code revoked} for a revoked key, whoever had it
 * @param material the key itself
 * @param revoked whether nobody may use it any more
 * @param prepared whether it is ours and others may not know it yet: it opens mail and signs none
 */
record KnownKey(String name, String address, String kind, KeyMaterial material, boolean revoked, boolean prepared) {

    /** One that is not ours, or that we sign with. */
    KnownKey(String name, String address, String kind, KeyMaterial material, boolean revoked) {
        this(name, address, kind, material, revoked, false);
    }

    Fingerprint fingerprint() {
        return material.fingerprint();
    }

    /** {@code valid}, {@code prepared}, {@code revoked}, {@code expired} or {@code not yet valid}. */
    String state(Instant now) {
        if (revoked) {
            return "revoked";
        }
        if (material.validUntil().filter(now::isAfter).isPresent()) {
            return "expired";
        }
        if (now.isBefore(validFrom())) {
            return "not yet valid";
        }
        return prepared ? "prepared" : "valid";
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
        fields.put("fingerprint", fingerprint().hex());
        fields.put("validFrom", validFrom().toString());
        fields.put("validUntil", validUntil());
        fields.put("state", state(now));
        fields.put("revoked", revoked);
        return fields;
    }

    /** What {@code --json} prints of it alone. */
    Map<String, Object> details(Instant now) {
        Map<String, Object> fields = json(now);
        fields.put("userIds", material.userIds());
        fields.putAll(material.particulars());
        return fields;
    }

    /** Prints it for a person to compare. */
    void print(PrintStream out, Instant now) {
        out.println("name         " + name + " (" + kind + ")");
        out.println("address      " + address);
        material.userIds().forEach(id -> out.println("user id      " + id));
        out.println("fingerprint  " + fingerprint().groupedInLines("\n             "));
        out.println("algorithm    " + material.algorithm());
        material.particulars().forEach((what, value) -> out.println(String.format(Locale.ROOT, "%-13s", what) + value));
        out.println("valid        " + validFrom() + " to " + validUntil());
        out.println("state        " + state(now));
    }
}
