package dev.mailshell.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** One of the two ways to write the name of a setting. */
record Spelling(Function<ConfigKey, String> spelled) {

    /** As in {@code mailshell.properties}: {@code mailshell.imap.host}. */
    static final Spelling PROPERTY = new Spelling(ConfigKey::property);

    /** As in the environment and in {@code .env}: {@code MAILSHELL_IMAP_HOST}. */
    static final Spelling VARIABLE = new Spelling(ConfigKey::variable);

    Optional<ConfigKey> find(String name) {
        return Arrays.stream(ConfigKey.values())
                .filter(key -> spelled.apply(key).equals(name))
                .findFirst();
    }

    /** The known name nearest to {@code name}, if at most {@code limit} characters differ. */
    Optional<String> nearest(String name, int limit) {
        return Nearest.of(name, Arrays.stream(ConfigKey.values()).map(spelled).toList(), limit);
    }
}
