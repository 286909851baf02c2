package dev.mailshell.camel;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of the simple language that are misspelt at their end. Camel takes {@code ${exchangePropertyy.verdict}} for the property
 * {@code y.verdict}, which nobody sets; every other unknown function it finds itself.
 */
final class SimpleFunctions {

    private static final Pattern FUNCTION =
            Pattern.compile("\\$\\{(?:in\\.)?((?:exchange|exception|camelContext|header|variable)[A-Za-z0-9_]*)");

    private static final Set<String> KNOWN = Set.of(
            "exchange",
            "exchangeId",
            "exchangeProperty",
            "exception",
            "camelContext",
            "header",
            "headers",
            "headerAs",
            "variable",
            "variables",
            "variableAs");

    private SimpleFunctions() {}

    /** @throws RouteProblem for the first one */
    static void check(List<RouteFile> files) throws RouteProblem {
        for (RouteNode node : files.stream().flatMap(RouteFile::nodes).toList()) {
            Matcher function = FUNCTION.matcher(isSimple(node) ? node.text() : "");
            while (function.find()) {
                String word = function.group(1);
                if (!KNOWN.contains(word)) {
                    throw node.file()
                            .problem(
                                    node.startOf(word),
                                    "unknown function " + word,
                                    node.file().hint(),
                                    null);
                }
            }
        }
    }

    /** Whether Camel reads the value as an expression of this language, alone or within a text. */
    private static boolean isSimple(RouteNode node) {
        return Set.of("simple", "log", "message", "uri").contains(node.key())
                || Set.of("simple", "parameters").contains(node.parent());
    }
}
