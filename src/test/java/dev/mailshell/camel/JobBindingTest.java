package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mailshell.exec.Job;
import dev.mailshell.exec.JobControl;
import dev.mailshell.exec.JobResult;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JobBindingTest {

    private static final CommandKey KEY = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 0, 0, Confinement.NONE);

    private final Logger logger = (Logger) LoggerFactory.getLogger("mailshell.job");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void logsWhichProcessesOfACommandGoOnRunning() {
        write(List.of(17L, 4711L));

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(KEY + ": processes of the command could not be killed (pids [17, 4711]);"
                        + " they may belong to another user, or start others faster than they can be killed");
    }

    @Test
    void doesNotCallDoneWhatGoesOnRunning() throws Exception {
        Account left = JobAccount.of(new Outcome.Ran(result(List.of(17L)), LIMITS, Optional.empty()), Form.MACHINE);
        Account whole = JobAccount.of(new Outcome.Ran(result(List.of()), LIMITS, Optional.empty()), Form.MACHINE);

        assertThat(left.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(left.exitCode()).hasValue(0);
        assertThat(left.why().orElseThrow().code()).isEqualTo(Reason.PROCESSES_LEFT);
        assertThat(whole.status()).isEqualTo(FinalStatus.DONE);
        assertThat(whole.why()).isEmpty();
    }

    @Test
    void logsNothingOfACommandThatEndedWhole() {
        write(List.of());

        assertThat(log.list).isEmpty();
    }

    private static void write(List<Long> survivors) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Facts.ALLOWED.set(
                exchange, new Verdict.Allowed("a rule", "backup", List.of("/bin/true"), LIMITS, Conditions.NONE));
        Facts.COMMAND_KEY.set(exchange, KEY);
        Facts.RUNNING.set(exchange, new RunningCommand());
        JobCommand command = new JobCommand(
                new Job(
                        List.of("/bin/true"),
                        Optional.empty(),
                        LIMITS.timeout(),
                        LIMITS.maxOutput(),
                        LIMITS.confinement()),
                new JobControl());
        new JobBinding((subject, event) -> {}).writeOutput(exchange, new JobExecResult(command, result(survivors)));
    }

    private static JobResult result(List<Long> survivors) {
        return new JobResult(
                new JobResult.Exited(0),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                survivors,
                Path.of("work"),
                () -> {});
    }
}
