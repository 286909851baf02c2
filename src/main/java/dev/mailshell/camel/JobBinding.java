package dev.mailshell.camel;

import dev.mailshell.exec.Job;
import dev.mailshell.exec.JobResult;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Verdict;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.exec.ExecBinding;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecEndpoint;
import org.apache.camel.component.exec.ExecResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands {@code exec:} what the policy resolved, and takes back how it ended. No header has a say. */
final class JobBinding implements ExecBinding {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.job");

    private final Trail trail;

    JobBinding(Trail trail) {
        this.trail = trail;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        Verdict.Allowed allowed = Facts.ALLOWED.of(exchange);
        CommandOptions options = Facts.COMMAND.of(exchange).options();
        return new JobCommand(
                new Job(
                        allowed.argv(),
                        options.stdin(),
                        CommandFiles.of(options, Facts.JOINED.of(exchange)),
                        allowed.limits().timeout(),
                        allowed.limits().maxOutput(),
                        allowed.limits().confinement()),
                Facts.RUNNING.of(exchange).control());
    }

    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
        JobResult ended = ((JobExecResult) result).result();
        exchange.getExchangeExtension().addOnCompletion(new Cleaning(ended));
        RunningCommand command = Facts.RUNNING.of(exchange);
        command.ended(Optional.of(ended.end()));
        Facts.OUTCOME.set(
                exchange, new Outcome.Ran(ended, Facts.ALLOWED.of(exchange).limits(), command.cancelledBy()));
        trail.happened(Facts.COMMAND_KEY.of(exchange).id().toString(), describe(ended.end()));
        if (!ended.survivors().isEmpty()) {
            LOG.warn(
                    "{}: processes of the command could not be killed (pids {}); they may belong to another user, or start others faster than they can be killed",
                    Facts.COMMAND_KEY.of(exchange),
                    ended.survivors());
        }
    }

    private static String describe(JobResult.End end) {
        if (end instanceof JobResult.Exited exited) {
            return "ran, exit code " + exited.code();
        }
        if (end instanceof JobResult.TimedOut timedOut) {
            return "ran into its timeout, ended by " + timedOut.signal();
        }
        if (end instanceof JobResult.Cancelled) {
            return "cancelled";
        }
        return end instanceof JobResult.NotStarted notStarted
                ? "not started, " + notStarted.reason()
                : "ended by our stop";
    }

    private static final class Cleaning extends AfterWork {

        private final JobResult result;

        Cleaning(JobResult result) {
            this.result = result;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                result.close();
            } catch (IOException e) {
                LOG.error("a job directory could not be removed", e);
            }
        }
    }
}
