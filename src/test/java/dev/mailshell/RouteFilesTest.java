package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An operator who reads the name of a file knows the name of its route, and can name every step of it. */
class RouteFilesTest {

    private static final String SUFFIX = ".camel.yaml";
    private static final int MAX_STEPS = 10;

    @TestFactory
    Stream<DynamicTest> eachRouteFileSaysWhatItIs() throws IOException {
        return routeFiles().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(faults(nameOf(file), Files.readString(file)))
                                .isEmpty()));
    }

    @Test
    void findsEachFault() {
        String faulty =
                """
                - route:
                    id: other
                    from:
                      uri: direct:third
                      steps:
                        - log: hello
                        - choice:
                            id: which
                            when:
                              - simple: ${body}
                                steps:
                                  - stop: {}
                """;

        assertThat(faults("first", faulty))
                .containsExactly(
                        "the route's id is other (expected first)",
                        "the route has no description",
                        "the route starts from direct:third (expected direct:first)",
                        "a step log has no id",
                        "a step stop has no id");
    }

    private static List<Path> routeFiles() throws IOException {
        Path routes = Path.of("routes");
        if (Files.notExists(routes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(routes)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> !nameOf(file).equals("error-handling"))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(SUFFIX, "");
    }

    private static List<String> faults(String name, String yaml) {
        List<String> faults = new ArrayList<>();
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        if (!(document instanceof List<?> entries)
                || entries.size() != 1
                || !(entries.get(0) instanceof Map<?, ?> entry)
                || !(entry.get("route") instanceof Map<?, ?> route)) {
            return List.of("the file is not a list of one route");
        }
        if (!name.equals(route.get("id"))) {
            faults.add("the route's id is " + route.get("id") + " (expected " + name + ")");
        }
        if (route.get("description") == null) {
            faults.add("the route has no description");
        }
        Map<?, ?> from = route.get("from") instanceof Map<?, ?> map ? map : Map.of();
        String uri = Objects.toString(from.get("uri"));
        if (uri.startsWith("direct:") && !uri.equals("direct:" + name)) {
            faults.add("the route starts from " + uri + " (expected direct:" + name + ")");
        }
        if (from.get("steps") instanceof List<?> steps && steps.size() > MAX_STEPS) {
            faults.add("the route has " + steps.size() + " steps (expected at most " + MAX_STEPS + ")");
        }
        collectStepsWithoutId(from, faults);
        return faults;
    }

    private static void collectStepsWithoutId(Object node, List<String> faults) {
        if (node instanceof List<?> list) {
            list.forEach(element -> collectStepsWithoutId(element, faults));
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("steps") instanceof List<?> steps) {
                steps.forEach(step -> checkStep(step, faults));
            }
            map.values().forEach(value -> collectStepsWithoutId(value, faults));
        }
    }

    private static void checkStep(Object step, List<String> faults) {
        if (!(step instanceof Map<?, ?> map) || map.size() != 1) {
            faults.add("a step is not one key with its parameters");
            return;
        }
        map.forEach((kind, parameters) -> {
            if (!(parameters instanceof Map<?, ?> given) || given.get("id") == null) {
                faults.add("a step " + kind + " has no id");
            }
        });
    }
}
