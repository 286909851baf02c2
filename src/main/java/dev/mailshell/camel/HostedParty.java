package dev.mailshell.camel;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server or a client whose routes another program reads and runs; holds its home from before they start until they have stopped. */
final class HostedParty extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.routes");

    /** The last one that was taken is closed first. */
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    /** Makes all checks that {@code mailshell server} and {@code mailshell client} make. */
    @Override
    public void onContextInitializing(CamelContext context) throws VetoCamelContextStartException {
        Optional<String> home = context.getPropertiesComponent().resolveProperty("mailshell.home");
        if (home.isEmpty() || context.getRegistry().lookupByName(RouteRuntime.OURS) != null) {
            return;
        }
        try {
            begin(context, MailshellConfig.load(new Home(Path.of(home.get())), System.getenv()));
        } catch (ConfigFailure | IOException | RouteProblem | RuntimeException e) {
            release();
            throw veto(context, e);
        }
    }

    /** Whoever runs the context prints a stack trace, which tells nothing of what we know and is all there is of what we do not. */
    private static VetoCamelContextStartException veto(CamelContext context, Exception failure) {
        List<KnownFailure> known = KnownFailure.in(failure);
        if (known.isEmpty()) {
            return new VetoCamelContextStartException(failure.getMessage(), failure, context);
        }
        known.forEach(each -> LOG.error("{} (hint: {})", each.fact(), each.hint()));
        return new VetoCamelContextStartException(known.get(0).fact(), context);
    }

    private void begin(CamelContext context, MailshellConfig config) throws ConfigFailure, IOException, RouteProblem {
        Surroundings surroundings =
                new Surroundings(Clock.systemUTC(), new SecureRandom(), new LoggedTrail(), new Counters());
        if (config.role() == Role.SERVER) {
            beginServer(context, config, surroundings);
        } else if (config.role() == Role.CLIENT) {
            beginClient(context, config, surroundings);
        } else {
            throw new HostRefused(
                    "the home " + config.home().directory() + " is for a hub, which only mailshell hub runs",
                    "name the home of a server or a client");
        }
        LOG.info("the beans of {} are there", config.identity().name());
    }

    private void beginServer(CamelContext context, MailshellConfig config, Surroundings surroundings)
            throws ConfigFailure, IOException, RouteProblem {
        PolicyWatch watch = PolicyWatch.open(config.home().policy());
        held.push(watch);
        config.home().create(config.role());
        MailshellServer.warnOfRoot();
        MailshellServer server = MailshellServer.startIn(context, config, watch.begin(), surroundings);
        held.push(server);
    }

    private void beginClient(CamelContext context, MailshellConfig config, Surroundings surroundings)
            throws IOException, RouteProblem {
        ClientLock lock = ClientLock.of(config.home());
        held.push(lock);
        if (!lock.tryTake()) {
            throw new HostRefused(
                    "another client runs in the home " + config.home().directory(), "stop it, or use it");
        }
        MailshellClient client = MailshellClient.startIn(context, config, surroundings);
        held.push(client);
    }

    /** Stops the routes as well, since jobs and stores have an order with them. */
    @Override
    public void onContextStopping(CamelContext context) {
        release();
    }

    private void release() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                LOG.error("not everything of the home could be closed", e);
            }
        }
    }
}
