package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/policy-cookbook.md says comes of a line is what the policy beside it decides. */
class PolicyCookbookTest {

    private static final Path COOKBOOK = Path.of("docs", "policy-cookbook.md");
    private static final Pattern RECIPE = Pattern.compile("(?ms)^## (\\d+\\. [^\\n]+)\\n(.*?)(?=^## |\\z)");
    private static final Pattern POLICY = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)`(?:, on (\\S+))? \\| (runs|denied,) (.+) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern USER = Pattern.compile(", as ([a-z]+)");

    @TempDir
    private Path home;

    /** One row of a recipe's table. */
    record Row(String recipe, String policy, String line, Optional<String> at, boolean runs, String outcome) {
        @Override
        public String toString() {
            return recipe + ": " + line + at.map(time -> " at " + time).orElse("");
        }

        List<String> codes() {
            return CODE.matcher(outcome)
                    .results()
                    .map(code -> code.group(1).replace("\\|", "|"))
                    .toList();
        }
    }

    static Stream<Row> rows() throws IOException {
        return RECIPE.matcher(Files.readString(COOKBOOK)).results().flatMap(PolicyCookbookTest::rowsOf);
    }

    private static Stream<Row> rowsOf(MatchResult recipe) {
        String policy = POLICY.matcher(recipe.group(2))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return ROW.matcher(recipe.group(2))
                .results()
                .map(row -> new Row(
                        recipe.group(1),
                        policy,
                        row.group(1),
                        Optional.ofNullable(row.group(2)),
                        row.group(3).equals("runs"),
                        row.group(4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decidesAsItsTableSays(Row row) throws IOException {
        String said = explain(row).out();

        if (row.runs()) {
            assertThat(said).startsWith("verdict: allowed\n").contains(argv(row.codes()));
            assertThat(said.contains("requires: a one-time code"))
                    .isEqualTo(row.outcome().contains("with a one-time code"));
            assertThat(said.contains("requires: the consent of"))
                    .isEqualTo(row.outcome().contains("the consent of others"));
            USER.matcher(row.outcome()).results().forEach(user -> assertThat(said)
                    .contains("\nuser: " + user.group(1) + "\n"));
        } else {
            assertThat(said).startsWith("verdict: denied (" + row.codes().get(0) + ")\n");
        }
    }

    @Test
    void hasTwentyRecipesAndARowOfEachThatRuns() throws IOException {
        String cookbook = Files.readString(COOKBOOK);
        List<String> recipes = RECIPE.matcher(cookbook)
                .results()
                .map(recipe -> recipe.group(1))
                .toList();

        assertThat(recipes).hasSizeGreaterThanOrEqualTo(20);
        assertThat(rows().map(Row::recipe).distinct()).containsExactlyElementsOf(recipes);
        // A row that the pattern above does not take would not be run.
        assertThat(rows().count())
                .isEqualTo(
                        cookbook.lines().filter(line -> line.startsWith("| `")).count());
    }

    private Cli explain(Row row) throws IOException {
        Path policy = Files.writeString(home.resolve("policy.yaml"), row.policy());
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> words =
                new ArrayList<>(List.of("policy", "explain", "--home", home.toString(), "--client", "alice"));
        row.at().ifPresent(time -> words.addAll(List.of("--at", time)));
        words.addAll(List.of("--", row.line().replace("\\|", "|")));
        return Cli.run(words.toArray(String[]::new));
    }

    private static String argv(List<String> elements) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, elements.size())
                .forEach(i -> lines.append("argv[" + i + "]: \"" + elements.get(i) + "\"\n"));
        return lines + "user:";
    }
}
