package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.exec.JobResult;
import dev.mailshell.ledger.OutputStore;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputStepsTest {

    @TempDir
    private Path home;

    private Path kept;
    private OutputSteps steps;

    @BeforeEach
    void open() throws Exception {
        kept = home.resolve("outputs");
        steps = new OutputSteps(
                OutputStore.open(kept, Clock.systemUTC(), new SecureRandom(), OutputSteps.BOUNDS),
                new RunningCommands());
        Files.writeString(home.resolve("out"), "out");
    }

    @Test
    void keepsBothStreams() throws Exception {
        Files.writeString(home.resolve("err"), "err");

        steps.keep(ended());

        assertThat(kept).isDirectoryContaining(Files::isRegularFile);
        try (var files = Files.list(kept)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void leavesNothingOfAnOutputThatCannotBeKeptAsAWhole() {
        steps.keep(ended());

        assertThat(kept).isEmptyDirectory();
    }

    private Exchange ended() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Facts.COMMAND_KEY.set(exchange, new CommandKey(new IdentityName("alice"), UUID.randomUUID()));
        JobResult result = new JobResult(
                new JobResult.Exited(0),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.of(new CapturedStream(home.resolve("out"), 3, false)),
                Optional.of(new CapturedStream(home.resolve("err"), 3, false)),
                List.of(),
                home,
                () -> {});
        Facts.OUTCOME.set(
                exchange,
                new Outcome.Ran(result, new Limits(Duration.ofMinutes(1), 0, 0, Confinement.NONE), Optional.empty()));
        return exchange;
    }
}
