package dev.mailshell.camel;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.config.WatchedPolicy;
import dev.mailshell.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the policy of a running server each second, and says in the log what came of a change. */
public final class PolicyWatch implements WatchedPolicy.Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.policy");
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "policy");
        thread.setDaemon(true);
        return thread;
    });
    private final WatchedPolicy policy;

    private PolicyWatch(WatchedPolicy policy) {
        this.policy = policy;
    }

    /**
     * Reads the policy in {@code file}.
     *
     * @throws ConfigFailure with everything that is wrong with it
     */
    public static PolicyWatch open(Path file) throws ConfigFailure {
        return new PolicyWatch(WatchedPolicy.open(file));
    }

    /** The policy, of whose warnings the log tells now, and which is watched until this is closed. */
    // A look fails only in the log.
    @SuppressWarnings("FutureReturnValueIgnored")
    public Policy begin() {
        warn(policy.warnings());
        timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return policy;
    }

    private void look() {
        try {
            policy.look(this);
        } catch (RuntimeException e) {
            // The timer would end without a word, and the policy would never be read again.
            LOG.error("the policy could not be looked at", e);
        }
    }

    @Override
    public void inForce(PolicyFile changed, List<String> waiting) {
        warn(changed.warnings());
        LOG.info("the changed policy is in force: {}", changed.rules());
        if (!waiting.isEmpty()) {
            LOG.warn("restart the server for a new {} of defaults; until then the old one holds", waiting);
        }
    }

    private static void warn(List<Problem> warnings) {
        warnings.forEach(warning -> LOG.warn("{}: {} ({})", warning.place(), warning.fact(), warning.hint()));
    }

    @Override
    public void refused(ConfigFailure failure) {
        LOG.error("the changed policy is refused, and the one before stays in force");
        for (Problem problem : failure.problems()) {
            LOG.error("{}: {} ({})", problem.place(), problem.fact(), problem.hint());
        }
    }

    /** Ends the watch; what was last in force stays so. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
