package dev.mailshell.policy;

import java.util.Optional;

/**
 * What an argument of a catalog command may be.
 *
 * @param name an {@link EntryName}
 * @param title for people
 * @param type what each value is held to alone
 * @param list how many values there may be; empty for exactly one
 * @param defaultValue what stands for a value that is not given
 * @param optional whether it may be left out, with all elements that have a place for it
 */
public record ArgumentRule(
        String name,
        Optional<String> title,
        ValueType type,
        Optional<ListSize> list,
        Optional<String> defaultValue,
        boolean optional) {

    /**
     * How many values a list has.
     *
     * @param min at least 1
     * @param max at most {@value #MOST}
     */
    public record ListSize(int min, int max) {

        /** The longest list. */
        public static final int MOST = 256;

        /** @throws IllegalArgumentException if it is out of bounds, or {@code min} is larger than {@code max} */
        public ListSize {
            if (min < 1 || max > MOST || min > max) {
                throw new IllegalArgumentException("not a size of a list");
            }
        }
    }

    /** @throws IllegalArgumentException if it has a default and is optional too, or the name has another form */
    public ArgumentRule {
        EntryName.require(name);
        if (optional && defaultValue.isPresent()) {
            throw new IllegalArgumentException(name + " is optional and has a default");
        }
    }

    /** Whether a client may leave it out. */
    boolean mayBeAbsent() {
        return optional || defaultValue.isPresent();
    }

    /** How a client writes it, such as {@code {service}} or {@code [{files}...]}. */
    String usage() {
        String place = "{" + name + "}" + (list.isPresent() ? "..." : "");
        return mayBeAbsent() ? "[" + place + "]" : place;
    }
}
