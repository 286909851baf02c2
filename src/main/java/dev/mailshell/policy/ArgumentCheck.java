package dev.mailshell.policy;

import java.util.Optional;

/** Compares a value with its rule. What it says holds nothing of the value, for it may end up in a log. */
final class ArgumentCheck {

    private ArgumentCheck() {}

    /** What is wrong with {@code value}; empty if nothing is. */
    static Optional<String> faultOf(ArgumentRule rule, Optional<String> value) {
        if (value.isEmpty()) {
            return Optional.of("a value is missing (was none, expected " + expected(rule) + ")");
        }
        int length = value.get().length();
        return switch (rule.pattern().match(value.get())) {
            case FITS -> Optional.empty();
            case DIFFERS ->
                Optional.of("the value is refused (was " + length + " characters, expected " + expected(rule) + ")");
            case TOO_LONG ->
                Optional.of("the value is too long (was " + length + " characters, expected at most "
                        + ValuePattern.MAX_VALUE_LENGTH + ")");
            case NOT_TEXT -> Optional.of("the value holds a NUL or half a surrogate pair (expected text)");
            case TOO_COSTLY ->
                Optional.of("the value takes the pattern too many steps (expected a pattern that"
                        + " backtracks less, or a shorter value)");
        };
    }

    private static String expected(ArgumentRule rule) {
        return "a match of " + Quoted.shortened(rule.pattern().toString());
    }
}
