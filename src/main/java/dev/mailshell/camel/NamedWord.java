package dev.mailshell.camel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a route that Camel names in a message.
 *
 * @param pattern finds it there, as its first group
 * @param fact what is wrong with it
 * @param key behind which it is written; empty for any
 */
record NamedWord(Pattern pattern, String fact, String key) {

    /** All that we know to read, the surest first. */
    static final List<NamedWord> ALL = List.of(
            new NamedWord("Unknown parameters=\\[\\{([A-Za-z0-9.]+)=", "unknown option", "parameters"),
            new NamedWord(
                    "No bean could be found in the registry (?:for|with name): #?([A-Za-z0-9.-]+)",
                    "unknown bean",
                    "ref"),
            new NamedWord("Method with name: ([A-Za-z0-9_]+) not found on bean", "unknown method", "method"),
            new NamedWord("ClassNotFoundException: ([A-Za-z0-9_.$]+)", "unknown class", "exception"),
            new NamedWord("Property with key \\[([A-Za-z0-9.-]+)\\]", "unknown placeholder", ""),
            new NamedWord("For input string: \"([^\"]+)\"", "not a number:", ""),
            new NamedWord("does not have any constant with value: (\\S+)", "unknown value", ""),
            new NamedWord("invalid: (\\S+), must be one of", "unknown value", ""),
            new NamedWord("Duplicate id detected: ([A-Za-z0-9_-]+)", "two steps have the id", "id"),
            new NamedWord("No language could be found for: ([A-Za-z0-9.-]+)", "unknown language", ""),
            new NamedWord("No component found with scheme: ([A-Za-z0-9.-]+)", "unknown component", "uri"),
            new NamedWord("No endpoint could be found for: ([A-Za-z0-9.-]+)", "unknown component", "uri"));

    private NamedWord(String pattern, String fact, String key) {
        this(Pattern.compile(pattern), fact, key);
    }

    /** The word, if {@code messages} say this of one. */
    Optional<String> find(String messages) {
        Matcher matcher = pattern.matcher(messages);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
