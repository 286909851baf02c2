package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each variable that a document names is a setting, a placeholder of a route, or known to a script, to the runner or to the compose file. */
class DocumentedVariablesTest {

    private static final Pattern VARIABLE = Pattern.compile("MAILSHELL_[A-Z][A-Z0-9_]*[A-Z0-9]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(mailshell[a-z0-9.-]+)");
    private static final List<String> OTHERS =
            List.of("mailshell", "docker-compose.yml", "Dockerfile", ".ci/run", "src/main/java/dev/mailshell");

    @Test
    void eachVariableIsKnown() throws IOException {
        Set<String> known = known();

        for (Path document : Documents.ofNow()) {
            assertThat(VARIABLE.matcher(Files.readString(document)).results().map(MatchResult::group))
                    .as(document.toString())
                    .isSubsetOf(known);
        }
        assertThat(known).contains("MAILSHELL_IMAP_PASSWORD").doesNotContain("MAILSHELL_PASSWORD");
    }

    private static Set<String> known() throws IOException {
        Set<String> known = Arrays.stream(ConfigKey.values())
                .map(key -> variable(key.property()))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Path route : filesBelow("routes")) {
            PLACEHOLDER
                    .matcher(Files.readString(route))
                    .results()
                    .forEach(match -> known.add(variable(match.group(1))));
        }
        for (String other : OTHERS) {
            for (Path file : filesBelow(other)) {
                VARIABLE.matcher(Files.readString(file)).results().forEach(match -> known.add(match.group()));
            }
        }
        return known;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static List<Path> filesBelow(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(name))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
