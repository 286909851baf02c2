package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
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
    void findsEachFault() throws IOException {
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

        assertThat(routeFiles()).hasSizeGreaterThan(10);
        assertThat(faults("first", faulty))
                .containsExactly(
                        "the route's id is other (expected first)",
                        "the route has no description",
                        "the route starts from direct:third (expected direct:first)",
                        "a step log has no id",
                        "a step stop has no id");
    }

    @TestFactory
    Stream<DynamicTest> eachMailboxIsReadWithEveryDefence() throws IOException {
        return routeFiles().stream()
                .map(RouteFilesTest::from)
                .filter(from -> "imaps".equals(from.get("uri")))
                .map(from -> DynamicTest.dynamicTest(
                        from.toString(), () -> requireDefences(from, "#storedMails", "#movingAside")));
    }

    @TestFactory
    Stream<DynamicTest> eachMaildropIsReadWithEveryDefence() throws IOException {
        return routeFiles().stream()
                .map(RouteFilesTest::from)
                .filter(from -> "pop3s".equals(from.get("uri")))
                .map(from -> DynamicTest.dynamicTest(from.toString(), () -> {
                    assertThat(((Map<?, ?>) from.get("parameters")).get("searchTerm"))
                            .isIn("#fromOurServers", "#notLeft");
                    requireDefences(from, null, "#deletingStored");
                }));
    }

    /** Each of them by itself stops CVE-2026-33454, or bounds what a mail may cost; none may be left out. */
    private static void requireDefences(Map<?, ?> from, String known, String afterwards) {
        Map<String, Object> parameters = new HashMap<>();
        ((Map<?, ?>) from.get("parameters")).forEach((name, value) -> parameters.put(name.toString(), value));
        assertThat(parameters)
                .containsEntry("mapMailMessage", false)
                .containsEntry("binding", "#unreadMail")
                .containsEntry("mailUidGenerator", "#mailNumber")
                .containsEntry("postProcessAction", afterwards)
                .containsEntry("headerFilterStrategy", "#mailHeaders")
                .containsEntry("session", "#mailSession")
                .containsEntry("closeFolder", true)
                .containsEntry("maxMessagesPerPoll", 100)
                .doesNotContainKeys("delete", "copyTo", "moveTo", "sslContextParameters", "password");
        assertThat(parameters.get("idempotentRepository")).isEqualTo(known);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) from.get("steps")).get(0);
        assertThat(first.get("removeHeaders")).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) first.get("removeHeaders")).get("pattern")).isEqualTo("*");
    }

    private static Map<?, ?> from(Path file) {
        try {
            List<?> entries = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            Map<?, ?> route = (Map<?, ?>) ((Map<?, ?>) entries.get(0)).get("route");
            return (Map<?, ?>) route.get("from");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> eachErrorHandlingSaysWhatItIs() throws IOException {
        return routeFiles(RouteFilesTest::isErrorHandling).stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(faultsOfConfigurations(Files.readString(file)))
                                .isEmpty()));
    }

    private static List<String> faultsOfConfigurations(String yaml) {
        List<String> faults = new ArrayList<>();
        for (Object entry : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(yaml)) {
            Map<?, ?> configuration = (Map<?, ?>) ((Map<?, ?>) entry).get("routeConfiguration");
            if (configuration.get("id") == null || configuration.get("description") == null) {
                faults.add("a routeConfiguration has no id or no description");
            }
            collectStepsWithoutId(configuration, faults);
        }
        return faults;
    }

    private static List<Path> routeFiles() throws IOException {
        return routeFiles(file -> !isErrorHandling(file));
    }

    private static List<Path> routeFiles(Predicate<Path> which) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(which)
                    .sorted()
                    .toList();
        }
    }

    /** A layer that lies over another has a file of its own, such as {@code error-handling-hub}. */
    private static boolean isErrorHandling(Path file) {
        return nameOf(file).startsWith("error-handling");
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
        for (String scheme : List.of("direct:", "seda:")) {
            if (uri.startsWith(scheme) && !uri.equals(scheme + name)) {
                faults.add("the route starts from " + uri + " (expected " + scheme + name + ")");
            }
        }
        int steps = countSteps(from);
        if (steps > MAX_STEPS) {
            faults.add("the route has " + steps + " steps (expected at most " + MAX_STEPS + ")");
        }
        collectStepsWithoutId(from, faults);
        return faults;
    }

    private static int countSteps(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().mapToInt(RouteFilesTest::countSteps).sum();
        }
        if (!(node instanceof Map<?, ?> map)) {
            return 0;
        }
        int own = map.get("steps") instanceof List<?> steps ? steps.size() : 0;
        return own + map.values().stream().mapToInt(RouteFilesTest::countSteps).sum();
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
