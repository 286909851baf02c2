package dev.mailshell.policy;

import dev.mailshell.policy.ValueType.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares what is given for an argument with its rule. What it says holds nothing of a value, for it may end up in a log. */
public final class ArgumentCheck {

    private static final Pattern COMMA = Pattern.compile(",");

    private ArgumentCheck() {}

    /** What comes of it. */
    sealed interface Outcome {

        /** The arguments that stand at the argument's places: one, or for a list as many as there are values, or none. */
        record Filled(List<String> arguments) implements Outcome {}

        /** It may not be. */
        record Faulty(String fact) implements Outcome {}
    }

    /** What is wrong with {@code value}; empty if nothing is. */
    public static Optional<String> faultOf(ArgumentRule rule, String value) {
        return check(rule, Optional.of(value)) instanceof Outcome.Faulty faulty
                ? Optional.of(faulty.fact())
                : Optional.empty();
    }

    static Outcome check(ArgumentRule rule, Optional<String> given) {
        Optional<String> value = given.or(rule::defaultValue);
        if (value.isEmpty()) {
            return rule.optional()
                    ? new Outcome.Filled(List.of())
                    : new Outcome.Faulty("a value is missing (was none, expected "
                            + rule.type().expected() + ")");
        }
        if (rule.list().isEmpty()) {
            return checkEach(rule.type(), List.of(value.get()));
        }
        ArgumentRule.ListSize size = rule.list().get();
        // One more than there may be is enough to see that there are too many.
        List<String> values = List.of(COMMA.split(value.get(), size.max() + 1));
        if (values.size() < size.min() || values.size() > size.max()) {
            return new Outcome.Faulty("the list is too " + (values.size() < size.min() ? "short" : "long")
                    + " (expected " + size.min() + " to " + size.max() + " values)");
        }
        return checkEach(rule.type(), values);
    }

    private static Outcome checkEach(ValueType type, List<String> values) {
        List<String> arguments = new ArrayList<>();
        for (String value : values) {
            Optional<String> fault = ValueText.faultOf(value);
            if (fault.isPresent()) {
                return new Outcome.Faulty(fault.get());
            }
            Checked checked = type.check(value);
            if (checked instanceof Checked.Refused refused) {
                return new Outcome.Faulty(refused.fact());
            }
            arguments.add(((Checked.Accepted) checked).argument());
        }
        return new Outcome.Filled(arguments);
    }
}
