package dev.mailshell.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A step of a built-in route.
 *
 * @param route the id of the route, or of the configuration of error handling, that it is written in
 */
record RouteStep(String route, String id) {

    /** All there are, in the order of the files. */
    static List<RouteStep> all(Victim victim) throws IOException {
        List<RouteStep> steps = new ArrayList<>();
        for (Path file : files(victim)) {
            for (Object entry :
                    (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file))) {
                Map<?, ?> route =
                        (Map<?, ?>) ((Map<?, ?>) entry).values().iterator().next();
                collect(route.get("id").toString(), route, steps);
            }
        }
        return steps;
    }

    private static List<Path> files(Victim victim) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes", victim.role()))) {
            return files.sorted().toList();
        }
    }

    private static void collect(String route, Object node, List<RouteStep> found) {
        if (node instanceof List<?> list) {
            list.forEach(element -> collect(route, element, found));
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("steps")) {
                    ((List<?>) value).forEach(step -> found.add(step(route, (Map<?, ?>) step)));
                }
                collect(route, value, found);
            });
        }
    }

    private static RouteStep step(String route, Map<?, ?> step) {
        Map<?, ?> body = (Map<?, ?>) step.values().iterator().next();
        return new RouteStep(route, body.get("id").toString());
    }
}
