package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that does nothing but fork and exit is never where one looks for it. */
class HopperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @TempDir
    private Path outside;

    private Path life;
    private Path leave;

    @BeforeEach
    void prepare() throws Exception {
        life = outside.resolve("life");
        assertThat(SystemTool.run("mkfifo", List.of(life.toString())).succeeded())
                .isTrue();
        leave = Files.createFile(outside.resolve("leave"));
        Files.writeString(
                outside.resolve("hop"),
                "[ -e " + leave + " ] || exit\nsh " + outside.resolve("hop") + " &\n",
                StandardCharsets.UTF_8);
    }

    @AfterEach
    void close() throws IOException {
        Files.delete(leave);
        runner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The same program again and again.
                "sh HOP; exit 5",
                "trap '' TERM; sh HOP; exit 5",
                // Its session and group only.
                "cd /; env -i sh HOP >/dev/null 2>&1 </dev/null; exit 5",
                // Not its session, not its group.
                "setsid sh HOP; exit 5",
            })
    void endsAHopper(String script) throws Exception {
        assertNothingLivesAfter(script.replace("HOP", outside.resolve("hop").toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "'',       ''",
        "'setsid', ''",
        // A new group with every step.
        "'',       'setpgrp;'",
    })
    void endsAHopperThatOnlyForks(String session, String step) throws Exception {
        assumeTrue(Programs.find("perl").isPresent(), "perl is not installed");
        String program = "while (-e $ARGV[0]) { " + step + " exit if fork }";
        assertNothingLivesAfter(session + " perl -e '" + program + "' " + leave + "; exit 5");
    }

    private void assertNothingLivesAfter(String script) throws Exception {
        CompletableFuture<Integer> nothingLives = CompletableFuture.supplyAsync(this::readToTheEnd);

        try (JobResult result = runner.run(shell("exec 9>" + life + "; " + script), parent)) {
            assertThat(result.end()).isEqualTo(new JobResult.Exited(5));
            assertThat(nothingLives).succeedsWithin(PATIENCE).isEqualTo(-1);
        }
    }

    /** Ends when no process holds the other end of the pipe. */
    private int readToTheEnd() {
        try (InputStream pipe = Files.newInputStream(life)) {
            return pipe.read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
