package dev.mailshell.backup;

import dev.mailshell.config.Role;
import dev.mailshell.model.IdentityName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the first entry of a backup says of it.
 *
 * @param name whose home it is
 * @param role in which role
 * @param madeAt when it was made, by the clock of its machine
 */
public record Manifest(IdentityName name, Role role, Instant madeAt) {

    /** The name of the entry, which becomes no file. */
    static final String ENTRY = "mailshell-backup";

    /** More than it ever has. */
    static final int LARGEST = 1024;

    private static final String FORMAT = "mailshell backup 1";

    byte[] encoded() {
        List<String> lines = List.of(FORMAT, "name " + name.value(), "role " + role, "made " + madeAt);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What {@code encoded} says; empty if it is none that this release reads. */
    static Optional<Manifest> read(byte[] encoded) {
        List<String> values = new ArrayList<>();
        String text = new String(encoded, StandardCharsets.UTF_8);
        List<String> keys = List.of("name ", "role ", "made ");
        List<String> lines = text.lines().toList();
        if (lines.size() != keys.size() + 1 || !lines.get(0).equals(FORMAT)) {
            return Optional.empty();
        }
        for (int i = 0; i < keys.size(); i++) {
            String line = lines.get(i + 1);
            if (!line.startsWith(keys.get(i))) {
                return Optional.empty();
            }
            values.add(line.substring(keys.get(i).length()));
        }
        try {
            return Optional.of(new Manifest(
                    new IdentityName(values.get(0)),
                    Role.valueOf(values.get(1).toUpperCase(Locale.ROOT)),
                    Instant.parse(values.get(2))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
