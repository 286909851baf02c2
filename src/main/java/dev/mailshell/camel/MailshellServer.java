package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.exec.BoundedRunner;
import dev.mailshell.exec.JobRunner;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: takes commands from its mailbox, runs what the policy allows, answers. */
public final class MailshellServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.server");
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Party party;
    private final Ledger ledger;
    private final JobRunner runner;
    private final RouteRuntime runtime;

    private MailshellServer(Party party, Ledger ledger, JobRunner runner, RouteRuntime runtime) {
        this.party = party;
        this.ledger = ledger;
        this.runner = runner;
        this.runtime = runtime;
    }

    /**
     * Starts the server's routes.
     *
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home cannot be used
     */
    public static MailshellServer start(MailshellConfig config, Policy policy, Surroundings surroundings)
            throws IOException, RouteProblem {
        config.home().create(config.role());
        Map<String, String> placeholders = Party.placeholders(config);
        placeholders.put("mailshell.concurrency", Integer.toString(policy.concurrency()));
        RouteLoading routes =
                RouteLoading.begin("server", config.routes(), placeholders, new ObservedSteps(surroundings.steps()));
        // First, since it holds the lock of the home.
        Ledger ledger = SqliteLedger.open(config.home().state(), config.ledger());
        try {
            return start(
                    new Party(config, surroundings, policy.acceptsSignedOnly()), policy, ledger, surroundings, routes);
        } catch (IOException | RouteProblem | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static MailshellServer start(
            Party party, Policy policy, Ledger ledger, Surroundings surroundings, RouteLoading routes)
            throws IOException, RouteProblem {
        try {
            JobRunner runner = new BoundedRunner(
                    surroundings.clock(),
                    surroundings.random(),
                    GRACE,
                    List.of(party.home().directory()));
            Map<String, Object> beans = party.beans();
            beans.putAll(new ServerBeans(party, policy, ledger, runner, surroundings).beans());
            RouteRuntime runtime = routes.finish();
            runtime.start(beans);
            return new MailshellServer(party, ledger, runner, runtime);
        } catch (IOException | RouteProblem | RuntimeException e) {
            party.close();
            throw e;
        }
    }

    /** Returns once the mailbox has answered for the first time. */
    public void awaitReady() throws InterruptedException {
        party.mailbox().awaitFirstAnswer();
    }

    /** Loads what the first message needs, so that it does not wait for that. Worth calling once ready. */
    public void prepare() {
        party.prepare();
    }

    /** Ends what runs, answers for it, and stops. */
    @Override
    public void close() {
        // Mail that is not begun stays in the vault; jobs end before the routes that wait for them, so that each is
        // answered.
        party.vault().beginNoMore();
        runner.close();
        runtime.stop();
        party.close();
        ledger.close();
        LOG.info("stopped; since the start {}", party.counters().summary());
    }
}
