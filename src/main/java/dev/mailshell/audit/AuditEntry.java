package dev.mailshell.audit;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An event in its place in the log, chained to the entry before it.
 *
 * @param number its place, from 1
 * @param previous the hash of the entry before it; of the first one, 32 zero bytes
 */
public record AuditEntry(long number, Sha256 previous, AuditEvent event) {

    /** What the first entry is chained to. */
    public static final Sha256 NONE = Sha256.ofDigest(new byte[Sha256.BYTES]);

    private static final String VERSION = "mailshell audit entry 1";
    private static final int FIXED = 7;

    /** The only bytes that mean this entry. */
    public byte[] encoded() {
        List<String> fields = new ArrayList<>(List.of(
                VERSION,
                Long.toString(number),
                previous.hex(),
                event.at().toString(),
                name(event.kind()),
                event.command().map(key -> key.signer().value()).orElse(""),
                event.command().map(key -> key.id().toString()).orElse("")));
        event.details().forEach((name, value) -> fields.addAll(List.of(name, value)));
        return Fields.encode(fields);
    }

    /**
     * The entry that {@code encoded} means.
     *
     * @throws IllegalArgumentException if it means none
     */
    public static AuditEntry decode(byte[] encoded) {
        List<String> fields = Fields.decode(encoded);
        if (fields.size() < FIXED || !fields.get(0).equals(VERSION) || (fields.size() - FIXED) % 2 != 0) {
            throw new IllegalArgumentException("not an entry of version 1");
        }
        try {
            return new AuditEntry(Long.parseLong(fields.get(1)), new Sha256(fields.get(2)), event(fields));
        } catch (InvalidMessage | DateTimeException e) {
            throw new IllegalArgumentException("not an entry of version 1", e);
        }
    }

    private static AuditEvent event(List<String> fields) {
        SortedMap<String, String> details = new TreeMap<>();
        for (int i = FIXED; i < fields.size(); i += 2) {
            details.put(fields.get(i), fields.get(i + 1));
        }
        Optional<CommandKey> command = fields.get(5).isEmpty()
                ? Optional.empty()
                : Optional.of(new CommandKey(new IdentityName(fields.get(5)), UUID.fromString(fields.get(6))));
        return new AuditEvent(Instant.parse(fields.get(3)), kind(fields.get(4)), command, details);
    }

    /** The hash of this entry: that of a leaf of the tree over the log, and what the next entry is chained to. */
    public Sha256 hash() {
        return hashOf(encoded());
    }

    /** The hash of the entry that {@code encoded} means. */
    public static Sha256 hashOf(byte[] encoded) {
        return TreeHash.ofLeaf(encoded);
    }

    /** As logs and exports call it: {@code given-up}. */
    public static String name(AuditEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static AuditEvent.Kind kind(String name) {
        return AuditEvent.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
