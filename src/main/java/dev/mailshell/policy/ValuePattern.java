package dev.mailshell.policy;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern that a value must match as a whole, at a bounded cost. */
public final class ValuePattern implements ValueType {

    /** The longest pattern, in UTF-16 units. */
    public static final int MAX_PATTERN_LENGTH = 1024;

    // Some hundred times what a pattern without backtracking needs for the longest value; some milliseconds.
    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_PREFIX_STEPS = 2_000;

    private final Pattern pattern;

    /** How a value compares with a pattern. */
    public enum Match {
        /** The pattern matches all of it. */
        FITS,
        /** The pattern does not match it, or it is no text that an argument can be. */
        DIFFERS,
        /** The pattern did not come to an end within its steps: it backtracks too much. */
        TOO_COSTLY
    }

    /**
     * The pattern that {@code regex} writes in the syntax of {@link Pattern}.
     *
     * @throws java.util.regex.PatternSyntaxException if it is not a regular expression
     * @throws IllegalArgumentException if it is longer than {@link #MAX_PATTERN_LENGTH}
     */
    public ValuePattern(String regex) {
        if (regex.length() > MAX_PATTERN_LENGTH) {
            throw new IllegalArgumentException("the pattern is too long (was " + regex.length()
                    + " characters, expected at most " + MAX_PATTERN_LENGTH + ")");
        }
        this.pattern = Pattern.compile(regex);
    }

    /** How {@code value} compares; anything but {@link Match#FITS} is a refusal. What no argument can carry never fits. */
    public Match match(String value) {
        if (ValueText.faultOf(value).isPresent()) {
            return Match.DIFFERS;
        }
        return attempt(value, MAX_STEPS, Matcher::matches);
    }

    @Override
    public Checked check(String value) {
        return switch (match(value)) {
            case FITS -> new Checked.Accepted(value);
            case DIFFERS -> differs(value);
            case TOO_COSTLY ->
                new Checked.Refused("the value takes the pattern too many steps (expected a pattern that"
                        + " backtracks less, or a shorter value)");
        };
    }

    @Override
    public String expected() {
        return "a match of " + Quoted.shortened(toString());
    }

    /** Whether {@code prefix} matches, or may match once more text follows. */
    boolean mayBegin(String prefix) {
        return attempt(prefix, MAX_PREFIX_STEPS, matcher -> matcher.matches() || matcher.hitEnd()) == Match.FITS;
    }

    private Match attempt(String value, int maxSteps, Predicate<Matcher> question) {
        try {
            return question.test(pattern.matcher(new CountedText(value, new Steps(maxSteps))))
                    ? Match.FITS
                    : Match.DIFFERS;
        } catch (StepsUsedUp e) {
            return Match.TOO_COSTLY;
        } catch (StackOverflowError e) {
            // A group that repeats, such as (a|b)*, recurses once for each repetition; nothing is left half done.
            return Match.TOO_COSTLY;
        }
    }

    /** The regular expression. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class StepsUsedUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepsUsedUp() {
            super("the pattern takes too many steps", null, false, false);
        }
    }

    private static final class Steps {
        private int left;

        Steps(int limit) {
            left = limit;
        }

        void take() {
            if (left-- <= 0) {
                throw new StepsUsedUp();
            }
        }
    }

    /** Counts each look at a character: the only way to stop {@link Matcher}, which no interrupt ends. */
    private record CountedText(String text, Steps steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            steps.take();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
