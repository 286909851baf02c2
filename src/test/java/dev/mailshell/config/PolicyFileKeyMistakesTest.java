package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the keys that say how, when and with whose consent commands run, and what values may be. */
class PolicyFileKeyMistakesTest {

    private static final Path LIST = Path.of("src/test/resources/policy/mistakes.txt");

    @TempDir
    private Path directory;

    /** A policy on each line with a #, and after it the place and the beginning of what is wrong. */
    static Stream<Arguments> mistakes() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split(" # ", 2))
                .map(parts -> Arguments.of(parts[0], List.of(parts[1].split(" ; "))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refusesEachMistakeWithItsLineAndColumn(String text, List<String> expected) throws IOException {
        List<Problem> problems = new TestPolicy(directory).problems(text);

        assertThat(problems).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(problems.get(i).place() + " " + problems.get(i).fact())
                    .startsWith("policy.yaml:1:" + expected.get(i));
        }
    }

    @Test
    void findsAllOfThemAtOnce() throws IOException {
        List<Problem> problems = new TestPolicy(directory)
                .problems(
                        """
                        defaults: { time-zone: Berlin, limits: { cpu: 1ms } }
                        commands:
                          a:
                            exec: [/a, "{x}", "{l}"]
                            args:
                              x: { list: { of: { integer: { min: 2, max: 1 } } } }
                              l: { list: { of: { pattern: a } } }
                            hours: 8-18
                            environment: { LD_PRELOAD: /x }
                            approvals: { from: [nobody], count: 0 }
                        roles:
                          b: { includes: [b], days: [] }
                        groups:
                          c: { members: [zoe], roles: [b], size: 3 }
                        clients:
                          alice: { roles: [b], totp: ../totp }
                        """);

        assertThat(problems)
                .extracting(Problem::place)
                .containsExactly(
                        "policy.yaml:1:24",
                        "policy.yaml:1:47",
                        "policy.yaml:6:35",
                        "policy.yaml:8:12",
                        "policy.yaml:9:20",
                        "policy.yaml:10:25",
                        "policy.yaml:10:41",
                        "policy.yaml:12:18",
                        "policy.yaml:12:29",
                        "policy.yaml:14:18",
                        "policy.yaml:14:36",
                        "policy.yaml:16:30");
    }
}
