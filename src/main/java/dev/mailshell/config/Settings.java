package dev.mailshell.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Turns what was written into typed values. A value that is missing or wrong becomes a problem and an empty result. */
final class Settings {

    private static final int LONGEST_SHOWN = 80;

    private final Map<ConfigKey, Setting> settings;
    private final Problems problems;

    Settings(Map<ConfigKey, Setting> settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** A value that must be there. */
    <T> Optional<T> required(ConfigKey key, Parser<T> parser) {
        if (!isSet(key)) {
            missing(key);
        }
        return parsed(key, parser);
    }

    /** A value, or {@code otherwise} if none is written. */
    <T> Optional<T> optional(ConfigKey key, Parser<T> parser, T otherwise) {
        return isSet(key) ? parsed(key, parser) : Optional.of(otherwise);
    }

    /** A value that need not be there. */
    <T> Optional<T> parsed(ConfigKey key, Parser<T> parser) {
        if (!isSet(key)) {
            return Optional.empty();
        }
        String value = settings.get(key).value();
        boolean secret = key.secret() || settings.get(key).referred();
        try {
            return Optional.of(parser.parse(value));
        } catch (IllegalArgumentException e) {
            wrong(key, "was " + (secret ? "***" : shown(value)) + ", expected " + key.expected());
            return Optional.empty();
        }
    }

    boolean isSet(ConfigKey key) {
        return settings.containsKey(key) && !settings.get(key).value().isEmpty();
    }

    /** Whether exactly that is written. */
    boolean is(ConfigKey key, String value) {
        return isSet(key) && settings.get(key).value().equals(value);
    }

    /** Adds a problem at the place where {@code key} is written. */
    void wrong(ConfigKey key, String fact) {
        wrong(key, fact, "for example: " + key.example());
    }

    /** As above, with another hint than an example. */
    void wrong(ConfigKey key, String fact, String hint) {
        problems.add(place(key), key.property() + " cannot be used (" + fact + ")", hint);
    }

    /** As the first, for the folder that {@code key} names; that is the place, where a variable names it. */
    void wrongFolder(ConfigKey key, Path folder, String fact) {
        Setting setting = settings.get(key);
        boolean inFile = setting.column() > 0;
        problems.add(
                inFile ? setting.place() + ":" + setting.column() : folder + ":1:1",
                "no route found: " + fact + (inFile ? "" : ", which " + setting.place() + " names"),
                "for example: " + key.example());
    }

    void missing(ConfigKey key) {
        String hint = key.secret()
                ? "set " + key.property() + ", " + key.variable() + " or " + ConfigKey.PASSWORD_FILE.property()
                : "write " + key.example() + ", or set " + key.variable();
        problems.add(place(key), key.property() + " is missing", hint);
    }

    String place(ConfigKey key) {
        return settings.containsKey(key) ? settings.get(key).place() : "mailshell.properties";
    }

    private static String shown(String value) {
        String visible = value.replaceAll("\\p{Cntrl}", "?");
        return visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Reads one value; throws {@link IllegalArgumentException} if it is not what it must be. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String value);
    }
}
