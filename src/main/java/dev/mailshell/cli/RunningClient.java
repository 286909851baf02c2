package dev.mailshell.cli;

import dev.mailshell.camel.ClientLock;
import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.Optional;

/** The client of a home: one in this process, as long as this is open, unless another runs there. */
final class RunningClient implements ClientAtHand, AutoCloseable {

    private final MailshellConfig config;
    private final CliContext context;
    private final ClientLock lock;
    private volatile Optional<MailshellClient> own = Optional.empty();

    private RunningClient(MailshellConfig config, CliContext context, ClientLock lock) {
        this.config = config;
        this.context = context;
        this.lock = lock;
    }

    /** Starts none yet. */
    static RunningClient of(MailshellConfig config, CliContext context) throws IOException {
        return new RunningClient(config, context, ClientLock.of(config.home()));
    }

    /** Starts one here if none runs in the home; worth calling again and again, since another may end. */
    @Override
    public synchronized void require() throws IOException, RouteProblem {
        if (own.isEmpty() && lock.tryTake()) {
            own = Optional.of(MailshellClient.start(
                    config, new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters())));
        }
    }

    @Override
    public Home home() {
        return config.home();
    }

    /** Whether it is another process that runs the client. */
    boolean isElsewhere() {
        return own.isEmpty();
    }

    /** Whether all that was in the mailbox is filed; of another process nobody knows, and nobody needs to wait for it. */
    boolean isCaughtUp() {
        return own.map(MailshellClient::isCaughtUp).orElse(true);
    }

    @Override
    public synchronized void close() throws IOException {
        own.ifPresent(MailshellClient::close);
        own = Optional.empty();
        lock.close();
    }
}
