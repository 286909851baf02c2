package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.exec.BoundedRunner;
import dev.mailshell.exec.JobRunner;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.SqliteCodeHistories;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: takes commands from its mailbox, runs what the policy allows, answers. */
public final class MailshellServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.server");
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Party party;
    private final Ledger ledger;
    private final CodeHistories codes;
    private final JobRunner runner;
    private final CommandLog log;
    private final RouteRuntime runtime;

    private MailshellServer(
            Party party, Ledger ledger, CodeHistories codes, JobRunner runner, CommandLog log, RouteRuntime runtime) {
        this.party = party;
        this.ledger = ledger;
        this.codes = codes;
        this.runner = runner;
        this.log = log;
        this.runtime = runtime;
    }

    /**
     * Starts the server's routes.
     *
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home cannot be used
     * @throws LabRefused if the home is one of the lab
     */
    public static MailshellServer start(MailshellConfig config, Policy policy, Surroundings surroundings)
            throws IOException, RouteProblem {
        LabMark.requireNone(config.home());
        return start(config, policy, surroundings, Party.layers(config, "server"), party -> Map.of());
    }

    /**
     * As above.
     *
     * @param layers the built-in folders of routes; a later one replaces routes of those before it
     * @param more beans beside the server's, or in the place of some
     */
    static MailshellServer start(
            MailshellConfig config,
            Policy policy,
            Surroundings surroundings,
            List<String> layers,
            Function<Party, Map<String, Object>> more)
            throws IOException, RouteProblem {
        config.home().create(config.role());
        Map<String, String> placeholders = Party.placeholders(config);
        placeholders.put("mailshell.concurrency", Integer.toString(policy.concurrency()));
        RouteLoading routes = RouteLoading.begin(
                layers, config.routes(), placeholders, new ObservedSteps(surroundings.steps(), surroundings.clock()));
        CommandLog log =
                new CommandLog(config.home().logs(), ServerLog.COLUMNS, surroundings.clock(), ToldCommands::warn);
        Surroundings told = surroundings.telling(new ToldCommands(log, surroundings.clock()));
        // First, since it holds the lock of the home.
        Ledger ledger = SqliteLedger.open(config.home().state(), config.ledger(), surroundings.clock());
        try {
            Party party = new Party(config, told, policy.acceptsSignedOnly());
            return start(party, policy, ledger, log, told, routes, more);
        } catch (IOException | RouteProblem | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static MailshellServer start(
            Party party,
            Policy policy,
            Ledger ledger,
            CommandLog log,
            Surroundings surroundings,
            RouteLoading routes,
            Function<Party, Map<String, Object>> more)
            throws IOException, RouteProblem {
        try {
            JobRunner runner = new BoundedRunner(
                    surroundings.clock(),
                    surroundings.random(),
                    GRACE,
                    party.config().privateFolders());
            Map<String, Object> beans = party.beans();
            CodeHistories codes = new SqliteCodeHistories(party.home().state());
            beans.putAll(new ServerBeans(party, policy, ledger, codes, runner, log, surroundings).beans());
            beans.putAll(more.apply(party));
            RouteRuntime runtime = routes.finish();
            runtime.start(beans);
            return new MailshellServer(party, ledger, codes, runner, log, runtime);
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
        log.prepare();
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
        codes.close();
        ledger.close();
        LOG.info("stopped; since the start {}", party.counters().summary());
    }
}
