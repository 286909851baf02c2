package dev.mailshell.camel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurerGetter;

/** Options of endpoints that are numbers or times. Camel takes for 0, and says nothing, what is neither. */
final class EndpointNumbers {

    private static final Pattern NUMBER =
            Pattern.compile("-?[0-9]+|(?=.)(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?");
    private static final Set<Class<?>> NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Pattern OPTION = Pattern.compile("[?&]([A-Za-z0-9]+)=([^&]*)");

    private final CamelContext context;

    private EndpointNumbers(CamelContext context) {
        this.context = context;
    }

    /** @throws RouteProblem for the first option that is not what it must be; unknown options are left to Camel */
    static void check(List<RouteFile> files, CamelContext context) throws RouteProblem {
        EndpointNumbers numbers = new EndpointNumbers(context);
        for (RouteNode node : files.stream().flatMap(RouteFile::nodes).toList()) {
            // In a template a placeholder is a parameter that nobody has set yet.
            if (!node.path().contains("routeTemplate")) {
                numbers.check(node);
            }
        }
    }

    private void check(RouteNode node) throws RouteProblem {
        Optional<RouteNode> uri = uri(node);
        Optional<PropertyConfigurerGetter> types = uri.flatMap(value -> types(value.text()));
        if (types.isEmpty()) {
            return;
        }
        Matcher option = OPTION.matcher(uri.get().text());
        while (option.find()) {
            check(types.get(), option.group(1), option.group(2), uri.get());
        }
        Stream<RouteNode> options = node.child("parameters").stream().flatMap(RouteNode::children);
        for (RouteNode value : options.toList()) {
            check(types.get(), value.key(), value.text(), value);
        }
    }

    private static Optional<RouteNode> uri(RouteNode node) {
        // "to: seda:open-message" is short for "to: { uri: seda:open-message }".
        boolean isShort = node.key().equals("to") && !node.text().isEmpty();
        return isShort ? Optional.of(node) : node.child("uri");
    }

    private void check(PropertyConfigurerGetter types, String name, String written, RouteNode place)
            throws RouteProblem {
        Class<?> type = types.getOptionType(name, true);
        if (type == null || !NUMBERS.contains(type) || written.startsWith("#")) {
            return;
        }
        String value = context.resolvePropertyPlaceholders(written);
        if (!NUMBER.matcher(value).matches()) {
            throw place.file()
                    .problem(
                            place.startOf(written),
                            "neither a number nor a time: " + value,
                            "write a number, or a time such as 500ms, 60s or 1h30m",
                            null);
        }
    }

    /** The types of the options of the component that {@code uri} names; empty if Camel does not know them. */
    private Optional<PropertyConfigurerGetter> types(String uri) {
        String scheme = context.resolvePropertyPlaceholders(uri).split("[:?]", 2)[0];
        return Optional.ofNullable(context.getComponent(scheme))
                .map(Component::getEndpointPropertyConfigurer)
                .filter(PropertyConfigurerGetter.class::isInstance)
                .map(PropertyConfigurerGetter.class::cast);
    }
}
