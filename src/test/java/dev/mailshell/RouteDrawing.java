package dev.mailshell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is drawn of a route.
 *
 * @param stepLines the ids of its steps in the order of the file, each indented as deep as it is nested
 */
record RouteDrawing(String id, String description, Target start, List<String> stepLines, List<Link> ends) {

    private static final Set<String> INSIDE = Set.of("direct", "seda");
    private static final Set<String> MAIL = Set.of("imaps", "pop3s", "smtps");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^:}]+)(?::([^}]*))?\\}\\}");

    /** A step that sends to an endpoint. */
    record Link(String step, Target target) {}

    /**
     * An endpoint.
     *
     * @param name of an endpoint inside, that of the route that begins there
     */
    record Target(String scheme, String name) {

        boolean isRoute() {
            return INSIDE.contains(scheme);
        }

        boolean isMail() {
            return MAIL.contains(scheme);
        }

        String arrow() {
            return "seda".equals(scheme) ? " -.-> " : " --> ";
        }

        /** Placeholders become their defaults, or their names. */
        static Target of(Map<?, ?> endpoint) {
            String uri = PLACEHOLDER
                    .matcher(endpoint.get("uri").toString())
                    .replaceAll(found -> found.group(2) == null ? found.group(1) : found.group(2));
            String[] parts = uri.split(":", 2);
            if (INSIDE.contains(parts[0])) {
                return new Target(parts[0], parts[1]);
            }
            if (MAIL.contains(parts[0])) {
                return new Target(parts[0], parts[0]);
            }
            Object folder = endpoint.get("parameters") instanceof Map<?, ?> given ? given.get("directoryName") : null;
            return new Target(parts[0], folder == null ? uri : uri + " " + plain(folder));
        }

        private static String plain(Object text) {
            return PLACEHOLDER.matcher(text.toString()).replaceAll("$1");
        }
    }

    static RouteDrawing of(Map<?, ?> route) {
        Map<?, ?> from = (Map<?, ?>) route.get("from");
        List<String> lines = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        collect(from.get("steps"), 0, lines, links);
        return new RouteDrawing(
                route.get("id").toString(), route.get("description").toString(), Target.of(from), lines, links);
    }

    private static void collect(Object steps, int depth, List<String> lines, List<Link> links) {
        if (steps instanceof List<?> list) {
            list.forEach(step -> ((Map<?, ?>) step).values().forEach(value -> add(value, depth, lines, links)));
        }
    }

    private static void add(Object value, int depth, List<String> lines, List<Link> links) {
        Map<?, ?> step = (Map<?, ?>) value;
        String id = step.get("id").toString();
        lines.add("&nbsp;".repeat(4 * depth) + id);
        if (step.get("uri") != null) {
            links.add(new Link(id, Target.of(step)));
        }
        collect(step.get("steps"), depth + 1, lines, links);
        if (step.get("when") instanceof List<?> branches) {
            branches.forEach(branch -> add(branch, depth + 1, lines, links));
        }
        if (step.get("otherwise") != null) {
            add(step.get("otherwise"), depth + 1, lines, links);
        }
    }

    Stream<Link> links() {
        return ends.stream();
    }

    String node(String prefix) {
        return node(prefix, id);
    }

    /** A name that Mermaid takes for one word. */
    static String node(String prefix, String id) {
        return prefix + "_" + id.replace('-', '_');
    }
}
