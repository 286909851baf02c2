package dev.mailshell.camel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The routes cannot run as they are written. */
public final class RouteProblem extends Exception {

    private static final long serialVersionUID = 1L;

    /** A word of the file that Camel names in a message, and what is wrong with it. */
    private record Named(Pattern pattern, String fact) {
        Named(String pattern, String fact) {
            this(Pattern.compile(pattern), fact);
        }
    }

    private static final List<Named> NAMED = List.of(
            new Named("Unknown parameters=\\[\\{([A-Za-z0-9.]+)=", "unknown option"),
            new Named("No bean could be found in the registry (?:for|with name): #?([A-Za-z0-9.-]+)", "unknown bean"),
            new Named("Method with name: ([A-Za-z0-9_]+) not found on bean", "unknown method"),
            new Named("Property with key \\[([A-Za-z0-9.-]+)\\]", "unknown placeholder"),
            new Named("For input string: \"([^\"]+)\"", "not a number:"),
            new Named("No component found with scheme: ([A-Za-z0-9.-]+)", "unknown component"),
            new Named("No endpoint could be found for: ([A-Za-z0-9.-]+)", "unknown component"));

    private final String place;
    private final String hint;

    private RouteProblem(String place, String fact, String hint, Throwable cause) {
        super(fact, cause);
        this.place = place;
        this.hint = hint;
    }

    /** {@code file:line:column}, as exactly as it is known. */
    public String place() {
        return place;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }

    /** A fault at a known place. */
    static RouteProblem at(Resource resource, int line, int column, String fact, String hint) {
        return new RouteProblem(name(resource.getLocation()) + ":" + line + ":" + column, fact, hint, null);
    }

    /** A file that is no YAML, or not of the routes' form. */
    static RouteProblem inFile(Resource resource, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked) {
                Optional<Mark> mark = marked.getProblemMark();
                String place = name(resource.getLocation())
                        + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                                .orElse(":1:1");
                return new RouteProblem(place, oneLine(marked.getProblem()), hintFor(resource), failure);
            }
        }
        return located(resource, failure);
    }

    /** A route that Camel could not make or start. */
    static RouteProblem of(Exception failure, CamelContext context, List<String> locations) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RouteProblem known) {
                return known;
            }
            if (cause instanceof FailedToCreateRouteException route) {
                for (String location : locations) {
                    if (name(location).equals(route.getRouteId() + ".camel.yaml")) {
                        return located(ResourceHelper.resolveResource(context, location), failure);
                    }
                }
            }
        }
        return new RouteProblem("routes", oneLine(root(failure).getMessage()), "see the log", failure);
    }

    private static RouteProblem located(Resource resource, Exception failure) {
        String message = messages(failure);
        for (Named named : NAMED) {
            Matcher matcher = named.pattern().matcher(message);
            if (matcher.find()) {
                return new RouteProblem(
                        name(resource.getLocation()) + position(resource, matcher.group(1)),
                        named.fact() + " " + matcher.group(1),
                        hintFor(resource),
                        failure);
            }
        }
        return new RouteProblem(
                name(resource.getLocation()) + ":1:1", oneLine(root(failure).getMessage()), hintFor(resource), failure);
    }

    private static String position(Resource resource, String word) {
        try {
            List<String> lines = new String(resource.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Pattern whole = Pattern.compile("(?<![A-Za-z0-9.-])" + Pattern.quote(word) + "(?![A-Za-z0-9-])");
            for (int line = 0; line < lines.size(); line++) {
                Matcher matcher = whole.matcher(lines.get(line));
                if (matcher.find()) {
                    return ":" + (line + 1) + ":" + (matcher.start() + 1);
                }
            }
        } catch (IOException e) {
            return ":1:1";
        }
        return ":1:1";
    }

    private static String hintFor(Resource resource) {
        return resource.getLocation().startsWith("file:")
                ? "correct the file, or remove it to run the built-in route of that name"
                : "the built-in routes are not as they were shipped";
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String name(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String oneLine(String message) {
        return message == null ? "cannot be used" : message.lines().findFirst().orElse("cannot be used");
    }
}
