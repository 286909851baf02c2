package dev.mailshell.config;

import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of references to them. A value is a reference as a whole, or it is none. */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([a-z][a-z0-9-]{0,40}):([^{}]{1,500})}}");

    private final Problems problems;

    References(Problems problems) {
        this.problems = problems;
    }

    /** What {@code setting} refers to, or itself. What cannot be found is a problem: nobody's password is the text of a reference. */
    Setting followed(ConfigKey key, Setting setting) {
        Matcher reference = REFERENCE.matcher(setting.value());
        if (!reference.matches()) {
            return setting;
        }
        try {
            return new Setting(found(reference.group(1), reference.group(2)), setting.place(), setting.column());
        } catch (IllegalArgumentException e) {
            problems.add(
                    setting.place(),
                    key.property() + " refers to what cannot be found (" + e.getMessage() + ")",
                    "docs/secrets.md says which functions there are, and how those of a vault are added");
            return setting;
        }
    }

    private static String found(String function, String key) {
        return ServiceLoader.load(SettingReferences.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing here looks up references"))
                .value(function, key)
                .strip();
    }
}
