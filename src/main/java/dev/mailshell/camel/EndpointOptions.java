package dev.mailshell.camel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurerGetter;

/** The values of the options of endpoints, by the types that their components give. */
final class EndpointOptions {

    private static final Map<Class<?>, OptionKind> KINDS = Map.of(
            int.class, OptionKind.NUMBER,
            Integer.class, OptionKind.NUMBER,
            long.class, OptionKind.NUMBER,
            Long.class, OptionKind.NUMBER,
            boolean.class, OptionKind.SWITCH,
            Boolean.class, OptionKind.SWITCH);
    // Within RAW(…) and RAW{…} an ampersand ends nothing.
    private static final Pattern OPTION =
            Pattern.compile("[?&]([A-Za-z0-9]+)=(RAW\\(.*?\\)(?=&|$)|RAW\\{.*?}(?=&|$)|[^&]*)");
    private static final Pattern RAW = Pattern.compile("^RAW(?:\\((.*)\\)|\\{(.*)})$");

    private final CamelContext context;

    private EndpointOptions(CamelContext context) {
        this.context = context;
    }

    /** @throws RouteProblem for the first option that is not what it must be; unknown options are left to Camel */
    static void check(List<RouteFile> files, CamelContext context) throws RouteProblem {
        EndpointOptions options = new EndpointOptions(context);
        for (RouteNode node : files.stream().flatMap(RouteFile::nodes).toList()) {
            // In a template a placeholder is a parameter that nobody has set yet.
            if (!node.path().contains("routeTemplate")) {
                options.check(node);
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
        // A bean, or what only a mail brings.
        boolean isElsewhere = written.startsWith("#") || written.contains("${");
        if (type != null && KINDS.containsKey(type) && !isElsewhere) {
            KINDS.get(type).require(RAW.matcher(written).replaceFirst("$1$2"), place, context);
        }
    }

    /** The types of the options of the component that {@code uri} names; empty if Camel does not know them. */
    private Optional<PropertyConfigurerGetter> types(String uri) {
        return Optional.ofNullable(context.resolvePropertyPlaceholders(uri))
                .map(resolved -> context.getComponent(resolved.split("[:?]", 2)[0]))
                .map(Component::getEndpointPropertyConfigurer)
                .filter(PropertyConfigurerGetter.class::isInstance)
                .map(PropertyConfigurerGetter.class::cast);
    }
}
