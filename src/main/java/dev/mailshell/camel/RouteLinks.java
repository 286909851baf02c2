package dev.mailshell.camel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How the route files refer to one another. Camel starts also when a target or an error handling does not exist, and finds out with
 * the first mail that is lost.
 */
final class RouteLinks {

    private static final Pattern INTERNAL = Pattern.compile("((?:direct|seda):[A-Za-z0-9._-]+)(?:\\?.*)?");

    /** A name and where it is written. */
    private record Word(String text, Resource file, Node node) {

        RouteProblem problem(String fact, String hint) {
            Mark mark = node.getStartMark().orElseThrow();
            return RouteProblem.at(file, mark.getLine() + 1, mark.getColumn() + 1, fact + " " + text, hint);
        }
    }

    private final Map<String, Word> routes = new HashMap<>();
    private final Set<String> configurations = new HashSet<>();
    private final Set<String> starts = new HashSet<>();
    private final List<Word> usedConfigurations = new ArrayList<>();
    private final List<Word> targets = new ArrayList<>();

    private RouteLinks() {}

    /**
     * Follows every reference.
     *
     * @param files that Camel has read without complaint
     * @throws RouteProblem for the first that leads nowhere, and for a route id that is there twice
     */
    static void check(List<Resource> files) throws IOException, RouteProblem {
        RouteLinks links = new RouteLinks();
        for (Resource file : files) {
            links.read(file);
        }
        for (Word used : links.usedConfigurations) {
            if (!links.configurations.contains(used.text())) {
                throw used.problem(
                        "no routeConfiguration has the id", "write the id of one in error-handling.camel.yaml");
            }
        }
        for (Word target : links.targets) {
            if (!links.starts.contains(target.text())) {
                throw target.problem("no route starts from", "correct the name, or add a route that starts from it");
            }
        }
    }

    private void read(Resource file) throws IOException, RouteProblem {
        try (InputStream content = file.getInputStream()) {
            for (Node document : new Compose(LoadSettings.builder().build()).composeAllFromInputStream(content)) {
                follow(document, "", file);
            }
        }
    }

    private void follow(Node node, String key, Resource file) throws RouteProblem {
        if (node instanceof SequenceNode list) {
            for (Node element : list.getValue()) {
                follow(element, key, file);
            }
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                define(key, name, new Word(text(entry.getValueNode()), file, entry.getValueNode()));
                follow(entry.getValueNode(), name.equals("uri") && key.equals("from") ? "from" : name, file);
            }
        } else if (!key.equals("from")) {
            Matcher internal = INTERNAL.matcher(text(node));
            if (internal.matches()) {
                targets.add(new Word(internal.group(1), file, node));
            }
        }
    }

    private void define(String parent, String key, Word value) throws RouteProblem {
        if (key.equals("id") && parent.equals("route") && routes.putIfAbsent(value.text(), value) != null) {
            throw value.problem("two routes have the id", "give this route an id of its own");
        }
        if (key.equals("id") && parent.equals("routeConfiguration")) {
            configurations.add(value.text());
        }
        if (key.equals("routeConfigurationId")) {
            usedConfigurations.add(value);
        }
        if (parent.equals("from") && key.equals("uri")) {
            Matcher internal = INTERNAL.matcher(value.text());
            starts.add(internal.matches() ? internal.group(1) : value.text());
        }
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
