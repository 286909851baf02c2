package dev.mailshell.policy;

import java.util.Optional;

/** A text that can be an argument of a process unchanged, and is of bounded length. */
final class ValueText {

    /** The longest value, in UTF-16 units. */
    static final int MAX_LENGTH = 4096;

    private ValueText() {}

    /** Why {@code value} is no such text; empty if it is one. */
    static Optional<String> faultOf(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.of("the value is too long (was " + value.length() + " characters, expected at most "
                    + MAX_LENGTH + ")");
        }
        return isWhole(value)
                ? Optional.empty()
                : Optional.of("the value holds a NUL or half a surrogate pair (expected text)");
    }

    private static boolean isWhole(String value) {
        return value.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
