package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.ErrorSites.Site;
import dev.mailshell.cli.ErrorTable.Cause;
import dev.mailshell.cli.ErrorTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every error that a person can cause, and what is said to it: a fact, and what to do. The rows are in {@code src/test/resources/errors}; an
 * error in the sources that no row has is a failure here.
 */
class UserErrorsTest {

    @TempDir
    static Path directory;

    private static ErrorScene scene;

    @BeforeAll
    static void makeHomes() throws Exception {
        scene = new ErrorScene(directory);
    }

    static List<Row> calls() throws IOException {
        return rows(Cause.CALL);
    }

    static List<Row> scripts() throws IOException {
        return rows(Cause.SCRIPT);
    }

    static List<Row> provokedElsewhere() throws IOException {
        return rows(Cause.TEST);
    }

    private static List<Row> rows(Cause cause) throws IOException {
        return ErrorTable.rows().stream().filter(row -> row.cause() == cause).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void isToldTheFactAndWhatToDo(Row row) throws Exception {
        Cli cli = scene.run(row);

        assertThat(cli.exitCode())
                .as(cli.out())
                .isGreaterThanOrEqualTo(ExitCode.TAMPERED)
                .isNotZero();
        assertSaid(row, cli.err());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void isToldByTheLauncherToo(Row row) throws Exception {
        assertSaid(row, scene.script(row));
    }

    /** Among what it says may be more errors, and warnings before; the hint stands below its error. */
    private static void assertSaid(Row row, String err) {
        List<String> lines = err.lines().toList();
        List<String> hints = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (ErrorTable.pattern("error: " + row.error())
                    .matcher(lines.get(i - 1))
                    .matches()) {
                hints.add(lines.get(i));
            }
        }
        assertThat(hints)
                .as(err)
                .anyMatch(ErrorTable.pattern("hint: " + row.hint()).asMatchPredicate());
        assertThat(err).doesNotContain("\tat ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("provokedElsewhere")
    void isProvokedByAnotherTest(Row row) throws IOException {
        String test = Files.readString(Path.of("src/test", row.how())).replaceAll("\"\\s*\\+\\s*\"", "");

        assertThat(Stream.of(row.error().split("…"), row.hint().split("…")).flatMap(Stream::of))
                .allSatisfy(text -> assertThat(test).contains(text));
    }

    @Test
    void knowsEachErrorInTheSources() throws IOException {
        List<Row> rows = ErrorTable.rows();

        assertThat(Stream.concat(ErrorSites.inJava().stream(), ErrorSites.inLauncher().stream()))
                .hasSizeGreaterThan(200)
                .filteredOn(site -> !isListed(site, rows))
                .as("errors that no row in src/test/resources/errors has")
                .isEmpty();
    }

    private static boolean isListed(Site site, List<Row> rows) {
        return site.choice()
                ? site.texts().stream().allMatch(text -> rows.stream().anyMatch(row -> row.says(List.of(text))))
                : rows.stream().anyMatch(row -> row.says(site.texts()));
    }

    @Test
    void listsNoErrorTwice() throws IOException {
        assertThat(ErrorTable.rows().stream()
                        .collect(Collectors.groupingBy(
                                row -> row.given() + row.how() + row.error() + row.hint(), Collectors.counting())))
                .allSatisfy((row, times) -> assertThat(times).isOne());
    }

    @Test
    void isNoStackTraceInAHomeWithBrokenSettings() throws Exception {
        Path home = Files.createDirectory(directory.resolve("broken"));
        Files.writeString(home.resolve("mailshell.properties"), "mailshell.nmae=web1\n");

        assertThat(Cli.run("keys", "list", "--home", home.toString()).err().lines())
                .contains("hint: did you mean mailshell.name?")
                .allMatch(line -> line.startsWith("error: ") || line.startsWith("hint: "));
    }
}
