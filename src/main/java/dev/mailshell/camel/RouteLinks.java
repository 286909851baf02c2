package dev.mailshell.camel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the route files refer to one another. Camel starts also when a target or an error handling does not exist, and finds out with
 * the first mail that is lost.
 */
final class RouteLinks {

    private static final Set<String> SENDING = Set.of("to", "toD", "wireTap", "deadLetterUri");
    private static final Set<String> LITERAL = Set.of("expression", "constant", "simple");

    private final List<RouteNode> nodes;

    private RouteLinks(List<RouteNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * Follows every reference.
     *
     * @throws RouteProblem for the first that leads nowhere, and for an id or a direct start that two routes have
     */
    static void check(List<RouteFile> files) throws RouteProblem {
        // The built-in ones first, so that it is the home's own that comes second.
        RouteLinks links = new RouteLinks(files.stream()
                .sorted(Comparator.comparing(RouteFile::isOwn))
                .flatMap(RouteFile::nodes)
                .toList());
        links.checkRoutes();
        links.checkConfigurations();
        links.checkTargets();
    }

    private void checkRoutes() throws RouteProblem {
        Set<String> ids = new HashSet<>();
        Set<String> starts = new HashSet<>();
        for (RouteNode node : nodes) {
            if (isAt(node, "route", "id") && !ids.add(node.text())) {
                throw node.problem("two routes have the id " + node.text(), "give this route an id of its own");
            }
        }
        for (InternalEndpoint start : endpoints(RouteLinks::isStart)) {
            if (start.name().startsWith("direct:") && !starts.add(start.name())) {
                throw start.place()
                        .problem("two routes start from " + start.name(), "let this route start from another name");
            }
        }
    }

    private void checkConfigurations() throws RouteProblem {
        Set<String> configurations = new HashSet<>();
        nodes.stream()
                .filter(node -> isAt(node, "routeConfiguration", "id"))
                .forEach(id -> configurations.add(id.text()));
        for (RouteNode node : nodes) {
            if (node.key().equals("routeConfigurationId") && !configurations.contains(node.text())) {
                throw node.problem(
                        "no routeConfiguration has the id " + node.text(),
                        "write the id of one in error-handling.camel.yaml");
            }
        }
    }

    private void checkTargets() throws RouteProblem {
        Set<String> taken = endpoints(node -> isStart(node) || isPolled(node)).stream()
                .map(InternalEndpoint::name)
                .collect(Collectors.toSet());
        for (InternalEndpoint target : endpoints(RouteLinks::isTarget)) {
            if (!taken.contains(target.name())) {
                throw target.place()
                        .problem(
                                "no route starts from " + target.name(),
                                "correct the name, or add a route that starts from it");
            }
        }
    }

    private List<InternalEndpoint> endpoints(Predicate<RouteNode> role) {
        return nodes.stream()
                .filter(role)
                .flatMap(node -> InternalEndpoint.of(node).stream())
                .toList();
    }

    private static boolean isStart(RouteNode node) {
        return node.key().equals("from");
    }

    /** Whether a step in the middle of a route takes from it. */
    private static boolean isPolled(RouteNode node) {
        return node.key().equals("poll") || isAddressOf(node, "pollEnrich");
    }

    private static boolean isTarget(RouteNode node) {
        return SENDING.contains(node.key()) || isAddressOf(node, "enrich");
    }

    /** Whether it is where {@code step} finds its endpoint: these steps have an expression instead of a uri. */
    private static boolean isAddressOf(RouteNode node, String step) {
        int at = node.path().lastIndexOf(step);
        return at >= 0
                && LITERAL.containsAll(node.path().subList(at + 1, node.path().size()));
    }

    private static boolean isAt(RouteNode node, String parent, String key) {
        return node.parent().equals(parent) && node.key().equals(key);
    }
}
