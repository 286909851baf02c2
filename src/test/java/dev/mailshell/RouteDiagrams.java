package dev.mailshell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Writes {@code docs/diagrams.md} from route files: Mermaid, which forges and editors draw. */
final class RouteDiagrams {

    private static final List<String> FLOWS = List.of("client", "server", "hub");
    private static final String FENCE = "```\n";

    private final Map<String, List<RouteDrawing>> flows = new LinkedHashMap<>();

    private RouteDiagrams() {}

    /** Reads the routes in the folders {@code client}, {@code server} and {@code hub} of {@code routes}. */
    static RouteDiagrams of(Path routes) throws IOException {
        RouteDiagrams diagrams = new RouteDiagrams();
        for (String flow : FLOWS) {
            diagrams.flows.put(flow, read(routes.resolve(flow)));
        }
        return diagrams;
    }

    private static List<RouteDrawing> read(Path folder) throws IOException {
        List<RouteDrawing> routes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
                for (Object entry : (List<?>) yaml) {
                    if (((Map<?, ?>) entry).get("route") instanceof Map<?, ?> route) {
                        routes.add(RouteDrawing.of(route));
                    }
                }
            }
        }
        return routes;
    }

    /** The whole document. */
    String document() {
        StringBuilder text = new StringBuilder(
                """
                # Diagrams of the routes

                Drawn from the files in [routes/](../routes) by a test; do not edit. After a change of a route: `mvn test -Dtest=RouteDiagramsTest -Ddiagrams=write`.
                [routes.md](routes.md) tells the same as a story.

                A solid arrow waits for the end of what it leads to (`direct:`), a dotted one does not (`seda:`). Round ends are outside of the routes. What a bean does is not
                drawn: it may wake a route, as the hub's store does with `tell-of-mail`.

                ## All

                """);
        text.append(overview());
        flows.forEach((flow, routes) -> text.append("\n## ")
                .append(flow)
                .append("\n\n")
                .append(diagram(routes))
                .append('\n')
                .append(descriptions(routes)));
        return text.toString();
    }

    /** Which route calls which; a party's arrows to and from mail servers lead to one node. */
    private String overview() {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart LR\n  mail([mail servers])\n");
        flows.forEach((flow, routes) -> {
            text.append("  subgraph ").append(flow).append("s [").append(flow).append("]\n");
            routes.forEach(route -> text.append("    ")
                    .append(route.node(flow))
                    .append('[')
                    .append(route.id())
                    .append("]\n"));
            text.append("  end\n");
        });
        flows.forEach((flow, routes) -> routes.forEach(route -> text.append(callsOf(flow, route))));
        return text.append(FENCE).toString();
    }

    private String callsOf(String flow, RouteDrawing route) {
        Stream<String> taken = route.start().isMail() ? Stream.of("mail --> " + route.node(flow)) : Stream.of();
        Stream<String> calls = route.links()
                .filter(link -> link.target().isMail() || link.target().isRoute())
                .map(link -> route.node(flow)
                        + link.target().arrow()
                        + (link.target().isMail()
                                ? "mail"
                                : nodeOf(flow, link.target().name())));
        return lines(Stream.concat(taken, calls).distinct());
    }

    /** A hub's routes call those of a server, which it runs too. */
    private String nodeOf(String flow, String id) {
        boolean own = flows.get(flow).stream().anyMatch(route -> route.id().equals(id));
        return RouteDrawing.node(own ? flow : "server", id);
    }

    /** The routes with their steps, and what they take from and give to outside. */
    private static String diagram(List<RouteDrawing> routes) {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
        routes.forEach(route -> text.append("  ")
                .append(route.node("r"))
                .append("[\"<b>")
                .append(route.id())
                .append("</b><br>")
                .append(String.join("<br>", route.stepLines()))
                .append("\"]\n"));
        routes.stream()
                .flatMap(RouteDrawing::links)
                .map(link -> link.target())
                .filter(target -> target.isRoute()
                        && routes.stream().noneMatch(route -> route.id().equals(target.name())))
                .map(target -> "  " + RouteDrawing.node("r", target.name()) + "[" + target.name() + "]\n")
                .distinct()
                .forEach(text::append);
        routes.forEach(route -> {
            if (!route.start().isRoute()) {
                text.append("  ")
                        .append(RouteDrawing.node("from", route.id()))
                        .append("([\"")
                        .append(route.start().name())
                        .append("\"]) --> ")
                        .append(route.node("r"))
                        .append('\n');
            }
            text.append(lines(route.links().map(link -> arrow(route, link))));
        });
        return text.append(FENCE).toString();
    }

    private static String arrow(RouteDrawing route, RouteDrawing.Link link) {
        RouteDrawing.Target target = link.target();
        String end = target.isRoute()
                ? RouteDrawing.node("r", target.name())
                : RouteDrawing.node("to", route.id() + "-" + link.step()) + "([\"" + target.name() + "\"])";
        return route.node("r") + target.arrow().stripTrailing() + "|" + link.step() + "| " + end;
    }

    private static String descriptions(List<RouteDrawing> routes) {
        return routes.stream()
                .map(route -> "- `" + route.id() + "`: " + route.description() + "\n")
                .collect(Collectors.joining());
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
