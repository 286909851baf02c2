package dev.mailshell.cli;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.Optional;

/** The client that runs in a home or, if none does, one that runs as long as this. */
final class HomeClient implements ClientAtHand {

    private final MailshellConfig config;
    private final CliContext context;
    private final ClientLock lock;
    private final Interruption interruption;
    private Optional<MailshellClient> own = Optional.empty();

    private HomeClient(MailshellConfig config, CliContext context, ClientLock lock, Interruption interruption) {
        this.config = config;
        this.context = context;
        this.lock = lock;
        this.interruption = interruption;
    }

    /** @param interruption ends the wait of those who {@link #require} it */
    static HomeClient of(MailshellConfig config, CliContext context, Interruption interruption) throws IOException {
        return new HomeClient(config, context, ClientLock.of(config.home()), interruption);
    }

    @Override
    public void require() throws IOException, RouteProblem, Interruption.Came {
        interruption.check();
        // The one that ran may have ended meanwhile; then it is our turn.
        if (own.isEmpty() && lock.tryTake()) {
            own = Optional.of(MailshellClient.start(
                    config, new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters())));
        }
    }

    @Override
    public Home home() {
        return config.home();
    }

    @Override
    public void close() throws IOException {
        own.ifPresent(MailshellClient::close);
        lock.close();
    }
}
