package dev.mailshell.policy;

import java.util.regex.Pattern;

/** The form of the names that a policy gives to commands, roles and arguments. */
public final class EntryName {

    /** The form in words, for an error. */
    public static final String FORM = "1 to 63 of a-z, 0-9, - and _, the first a letter";

    private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private EntryName() {}

    /** Whether {@code name} has the form. */
    public static boolean fits(String name) {
        return PATTERN.matcher(name).matches();
    }

    static String require(String name) {
        if (!fits(name)) {
            throw new IllegalArgumentException("not a name of a policy (expected " + FORM + ")");
        }
        return name;
    }
}
