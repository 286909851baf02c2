package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever edits a route finds every name that it may use in {@code docs/routes.md}. */
class RoutesDocumentedTest {

    private static final Pattern BEAN = Pattern.compile("ref: (\\w+)|\"#(\\w+)\"|\\$\\{bean:(\\w+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^:}]+)");
    private static final Pattern CONFIGURATION = Pattern.compile("routeConfigurationId: (\\w+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyBeanOfTheRoutesIsDocumented() throws IOException {
        assertThat(firstCells("## Beans")).containsAll(found(BEAN));
    }

    @Test
    void everyPlaceholderOfTheRoutesIsDocumented() throws IOException {
        assertThat(firstCells("## Placeholders")).containsAll(found(PLACEHOLDER));
    }

    @Test
    void everyRouteConfigurationIsDocumented() throws IOException {
        assertThat(firstCells("## Errors")).containsAll(found(CONFIGURATION));
    }

    @Test
    void everyRouteIsDocumentedAndNoOther() throws IOException {
        assertThat(firstCells("## A server")).isEqualTo(routeNames("server"));
        assertThat(firstCells("## A client")).isEqualTo(routeNames("client"));
        assertThat(firstCells("## A hub")).isEqualTo(routeNames("hub"));
    }

    @Test
    void findsBeansInEachFormThatRoutesUse() {
        assertThat(matches(BEAN, "ref: one\nsession: \"#two\"\n${bean:three?method=x}"))
                .containsExactly("one", "three", "two");
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : routeFiles(Path.of("routes"))) {
            found.addAll(matches(pattern, Files.readString(file)));
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static Set<String> routeNames(String role) throws IOException {
        return routeFiles(Path.of("routes", role)).stream()
                .map(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                .filter(name -> !name.startsWith("error-handling"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Path> routeFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The names in the first column of the table below {@code heading}. */
    private static Set<String> firstCells(String heading) throws IOException {
        Set<String> names = new TreeSet<>();
        String chapter = Files.readString(Path.of("docs", "routes.md")).split("\n" + heading + "\n", 2)[1];
        chapter.split("\n## ", 2)[0]
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(row -> names.addAll(matches(CODE, row.split("\\|", 3)[1])));
        return names;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(RoutesDocumentedTest::onlyGroup).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String onlyGroup(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        throw new IllegalStateException("the pattern has no group that matches");
    }
}
