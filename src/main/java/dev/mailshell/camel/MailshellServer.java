package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.exec.BoundedRunner;
import dev.mailshell.exec.JobRunner;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.SqliteCodeHistories;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.management.Observed;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
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
    private final PartyRoutes runtime;
    private final Optional<Annex> annex;
    private final Clock clock;

    private MailshellServer(
            Party party,
            Ledger ledger,
            CodeHistories codes,
            JobRunner runner,
            CommandLog log,
            PartyRoutes runtime,
            Optional<Annex> annex,
            Clock clock) {
        this.party = party;
        this.ledger = ledger;
        this.codes = codes;
        this.runner = runner;
        this.log = log;
        this.runtime = runtime;
        this.annex = annex;
        this.clock = clock;
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
        return start(config, policy, surroundings, () -> Party.layers(config, "server"));
    }

    /**
     * Starts the routes of a hub.
     *
     * @param annex the mail server of the hub
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home or a port cannot be used
     */
    public static MailshellServer startHub(
            MailshellConfig config, Policy policy, Surroundings surroundings, Annex.Opening annex)
            throws IOException, RouteProblem {
        LabMark.requireNone(config.home());
        return start(config, policy, surroundings, new Variant() {
            @Override
            public List<String> layers() {
                return List.of("server", "hub");
            }

            @Override
            public Optional<Annex> annex() throws IOException {
                return Optional.of(annex.open());
            }
        });
    }

    /**
     * Gives the routes that {@code context} will read the beans and placeholders of a server. Whoever made the context starts and stops it.
     *
     * @throws IOException if the home cannot be used
     * @throws LabRefused if the home is one of the lab
     */
    static MailshellServer startIn(
            CamelContext context, MailshellConfig config, Policy policy, Surroundings surroundings)
            throws IOException, RouteProblem {
        LabMark.requireNone(config.home());
        return start(config, policy, surroundings, new Variant() {
            @Override
            public List<String> layers() {
                return List.of();
            }

            @Override
            public RouteSource routes(MailshellConfig of, Map<String, String> placeholders, ObservedSteps steps) {
                return () -> HostedRoutes.in(context, placeholders, steps);
            }
        });
    }

    static MailshellServer start(MailshellConfig config, Policy policy, Surroundings surroundings, Variant variant)
            throws IOException, RouteProblem {
        config.home().create(config.role());
        Map<String, String> placeholders = Party.placeholders(config);
        placeholders.put("mailshell.concurrency", Integer.toString(policy.concurrency()));
        RouteSource routes =
                variant.routes(config, placeholders, new ObservedSteps(surroundings.steps(), surroundings.clock()));
        CommandLog log =
                new CommandLog(config.home().logs(), ServerLog.COLUMNS, surroundings.clock(), ToldCommands::warn);
        Surroundings told = surroundings.telling(new ToldCommands(log, surroundings.clock()));
        // First, since it holds the lock of the home.
        Ledger ledger = SqliteLedger.open(config.home().state(), config.ledger(), surroundings.clock());
        try {
            return start(config, policy, ledger, log, told, routes, variant);
        } catch (IOException | RouteProblem | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static MailshellServer start(
            MailshellConfig config,
            Policy policy,
            Ledger ledger,
            CommandLog log,
            Surroundings surroundings,
            RouteSource routes,
            Variant variant)
            throws IOException, RouteProblem {
        Optional<Annex> annex = variant.annex();
        try {
            Party party = new Party(config, surroundings, policy.acceptsSignedOnly(), annex.map(Annex::vault));
            return start(party, policy, ledger, log, surroundings, routes, variant, annex);
        } catch (IOException | RouteProblem | RuntimeException e) {
            annex.ifPresent(Annex::close);
            throw e;
        }
    }

    private static MailshellServer start(
            Party party,
            Policy policy,
            Ledger ledger,
            CommandLog log,
            Surroundings surroundings,
            RouteSource routes,
            Variant variant,
            Optional<Annex> annex)
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
            beans.putAll(variant.beans(party));
            annex.ifPresent(beside -> beans.putAll(beside.beans(party.mailSession())));
            PartyRoutes runtime = routes.finish();
            if (annex.isPresent()) {
                annex.get().configure(runtime.context());
                annex.get().start();
            }
            runtime.start(beans);
            return new MailshellServer(party, ledger, codes, runner, log, runtime, annex, surroundings.clock());
        } catch (IOException | RouteProblem | RuntimeException e) {
            party.close();
            throw e;
        }
    }

    /** Says in the log that commands run as root, if they do. */
    public static void warnOfRoot() {
        if ("root".equals(System.getProperty("user.name"))) {
            LOG.warn("the server runs as root, and so does each command whose policy entry has no run-as");
        }
    }

    /** Returns once the mailbox has answered for the first time. */
    public void awaitReady() throws InterruptedException {
        if (annex.isEmpty()) {
            party.mailbox().awaitFirstAnswer();
        }
    }

    /** Loads what the first message needs, so that it does not wait for that. Worth calling once ready. */
    public void prepare() {
        party.prepare();
        log.prepare();
    }

    /** What it tells of itself; until it is closed. */
    public Observed observed() {
        return new PartyObservation(party, runtime::isRunning, clock)
                .and(new LedgerObservation(ledger, party.counters(), clock));
    }

    /** What a route begins with; empty if there is no such route, or it does not run. */
    public Optional<Consumer> consumer(String route) {
        return runtime.consumer(route);
    }

    /** Ends what runs, answers for it, and stops. */
    @Override
    public void close() {
        // Mail that is not begun stays in the vault; jobs end before the routes that wait for them, so that each is
        // answered.
        party.vault().beginNoMore();
        runner.close();
        runtime.stop();
        annex.ifPresent(Annex::close);
        party.close();
        codes.close();
        ledger.close();
        LOG.info("stopped; since the start {}", party.counters().summary());
    }
}
