package dev.mailshell.camel;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** What the value of an option may be. Camel takes some other values for 0 or false, and says nothing. */
enum OptionKind {
    NUMBER(
            "-?[0-9]+|(?=.)(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?"
                    // ISO 8601, such as PT1H30M
                    + "|(?i:P(?=.)(?:[0-9]+D)?(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\\.[0-9]{1,9})?S)?)?)",
            "neither a number nor a time",
            "write a number, or a time such as 500ms, 60s or 1h30m"),
    FRACTION("[0-9]+(?:\\.[0-9]+)?", "not a number", "write a number such as 2 or 1.5"),
    SWITCH("(?i)true|false", "neither true nor false", "write true or false"),
    LEVEL("(?i)TRACE|DEBUG|INFO|WARN|ERROR|OFF", "not a log level", "write TRACE, DEBUG, INFO, WARN, ERROR or OFF");

    private final Pattern pattern;
    private final String fact;
    private final String hint;

    OptionKind(String pattern, String fact, String hint) {
        this.pattern = Pattern.compile(pattern);
        this.fact = fact;
        this.hint = hint;
    }

    /**
     * Checks a value once its placeholders are filled in. An optional placeholder that is not set leaves the option unset.
     *
     * @param written the value, or a part of that of {@code node}
     * @throws RouteProblem if it is not of this kind
     */
    void require(String written, RouteNode node, CamelContext context) throws RouteProblem {
        String value = context.resolvePropertyPlaceholders(written);
        if (value != null && !pattern.matcher(value).matches()) {
            throw node.file().problem(node.startOf(written), fact + ": " + value, hint, null);
        }
    }
}
