package dev.mailshell.policy;

/** What a single value of an argument may be. */
public sealed interface ValueType permits ValuePattern, OneOf, IntegerRange, PathUnder {

    /** What comes of {@code value}, which is a {@link ValueText}. */
    Checked check(String value);

    /** What a value is expected to be, in words and of bounded length, such as {@code a match of "[a-z]+"}. */
    String expected();

    /** How a value compares with its type. */
    sealed interface Checked {

        /** It fits; {@code argument} is what the program gets. */
        record Accepted(String argument) implements Checked {}

        /** It does not; {@code fact} says why and holds nothing of the value, for it may end up in a log. */
        record Refused(String fact) implements Checked {}
    }

    /** The refusal of a value that is something else than {@link #expected()}. */
    default Checked differs(String value) {
        return new Checked.Refused(
                "the value is refused (was " + value.length() + " characters, expected " + expected() + ")");
    }
}
