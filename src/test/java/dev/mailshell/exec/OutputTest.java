package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.keeping;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.exec.JobResult.Exited;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, 0", "10, 0123456789", "11, 0123456789a"})
    void keepsAllThatFits(int limit, String output) throws Exception {
        try (JobResult result = runner.run(keeping(limit, program("printf", "%s", output)), parent)) {
            assertThat(text(result.stdout())).isEqualTo(output);
            assertThat(result.stdout().orElseThrow().bytes()).isEqualTo(output.length());
            assertThat(result.stdout().orElseThrow().truncated()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | '' | 16 | ''",
                "1 | '' | 15 | f",
                "4 | 01 | 12 | ef",
                "5 | 01 | 11 | def",
                "15 | 0123456 | 1 | 89abcdef",
            })
    void keepsTheFirstAndTheLastHalfAndSaysWhatIsMissing(int limit, String head, int missing, String tail)
            throws Exception {
        try (JobResult result = runner.run(keeping(limit, program("printf", "0123456789abcdef")), parent)) {
            assertThat(text(result.stdout())).isEqualTo(head + "\n[... " + missing + " bytes left out ...]\n" + tail);
            assertThat(result.stdout().orElseThrow().bytes()).isEqualTo(16);
            assertThat(result.stdout().orElseThrow().truncated()).isTrue();
        }
    }

    @Test
    void keepsHeadAndTailExactlyOfOutputThatGoesRoundTheRingManyTimes() throws Exception {
        String all = IntStream.rangeClosed(1, 100_000)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
        int limit = 100_003;
        int head = limit / 2;
        int tail = limit - head;
        try (JobResult result = runner.run(keeping(limit, program("seq", "100000")), parent)) {
            assertThat(text(result.stdout()))
                    .isEqualTo(all.substring(0, head)
                            + String.format(Locale.ROOT, "%n[... %d bytes left out ...]%n", all.length() - limit)
                            + all.substring(all.length() - tail));
        }
    }

    @Test
    void readsBothStreamsThoughBothAreFull() throws Exception {
        String script = "yes out | head -c 3000000 & yes err | head -c 3000000 >&2; wait";
        try (JobResult result = runner.run(shell(script), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(0));
            assertThat(result.stdout().orElseThrow().bytes()).isEqualTo(3_000_000);
            assertThat(result.stderr().orElseThrow().bytes()).isEqualTo(3_000_000);
        }
    }

    @Test
    void passes200MegabytesThroughAHeapOf64() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process flood = new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName(),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(flood.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer.strip()).isEqualTo("Exited[code=0] 200000000 true 104857600");
        assertThat(flood.waitFor()).isZero();
    }
}
