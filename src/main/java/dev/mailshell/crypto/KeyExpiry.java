package dev.mailshell.crypto;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Warning;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys will end soon, so that somebody renews them in time. A key counts for nothing here while its owner has another one of the same
 * format that lasts longer.
 *
 * @param self who we are
 * @param now by which keys end
 */
public record KeyExpiry(IdentityName self, Instant now) {

    /** How long before its end a key is warned of. */
    public static final Duration AHEAD = Duration.ofDays(30);

    private record Kind(IdentityName owner, MessageFormat format) {}

    /** A warning for each of {@code keys} that ends within {@link #AHEAD}, or has ended, and has no longer-lived substitute among them. */
    public List<Warning> warnings(Collection<KeyLifetime> keys) {
        return warnings(keys, Optional.empty());
    }

    /**
     * As above.
     *
     * @param used the key that was just used; of that one is warned even if there is a substitute, since its owner does not use it
     */
    public List<Warning> warnings(Collection<KeyLifetime> keys, Optional<Fingerprint> used) {
        Set<KeyLifetime> telling = new LinkedHashSet<>(last(keys));
        keys.stream()
                .filter(key -> used.filter(key.fingerprint()::equals).isPresent())
                .forEach(telling::add);
        return telling.stream().filter(this::endsSoon).map(this::warning).toList();
    }

    /** When the first of {@code keys} ends that has no longer-lived substitute among them, by format; nothing of a format in which none ends. */
    public static Map<MessageFormat, Instant> firstEnds(Collection<KeyLifetime> keys) {
        Map<MessageFormat, Instant> ends = new EnumMap<>(MessageFormat.class);
        for (KeyLifetime key : last(keys)) {
            key.end()
                    .ifPresent(end -> ends.merge(
                            key.fingerprint().format(), end, (one, other) -> one.isBefore(other) ? one : other));
        }
        return ends;
    }

    /** Of each owner and format the key that lasts longest. */
    private static Collection<KeyLifetime> last(Collection<KeyLifetime> keys) {
        Map<Kind, KeyLifetime> last = new LinkedHashMap<>();
        for (KeyLifetime key : keys) {
            last.merge(new Kind(key.owner(), key.fingerprint().format()), key, KeyExpiry::longer);
        }
        return last.values();
    }

    /** Whether a key that ends at {@code end} does so within {@link #AHEAD} of {@code now}, or has ended. */
    public static boolean endsSoon(Instant end, Instant now) {
        return !now.plus(AHEAD).isBefore(end);
    }

    private static KeyLifetime longer(KeyLifetime one, KeyLifetime other) {
        Comparator<KeyLifetime> byEnd = Comparator.comparing(key -> key.end().orElse(Instant.MAX));
        return byEnd.compare(one, other) >= 0 ? one : other;
    }

    private boolean endsSoon(KeyLifetime key) {
        return key.end().filter(end -> endsSoon(end, now)).isPresent();
    }

    private Warning warning(KeyLifetime key) {
        Instant end = key.end().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
        boolean smime = key.fingerprint().format() == MessageFormat.SMIME;
        String which = (smime ? "the certificate of " : "the OpenPGP key of ") + key.owner();
        return new Warning(
                which + (now.isAfter(end) ? " was valid until " + end : " is valid until " + end + ", " + left(end))
                        + " (fingerprint " + key.fingerprint().grouped() + ")",
                key.owner().equals(self)
                        ? "make new keys in the home of " + self + ": mailshell keys rotate"
                        : "have " + key.owner() + " make a new one, and add it with mailshell keys add");
    }

    private String left(Instant end) {
        long days = Duration.between(now, end).toDays();
        return days == 0 ? "less than a day from now" : days == 1 ? "a day from now" : days + " days from now";
    }
}
