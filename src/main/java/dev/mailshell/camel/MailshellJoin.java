package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.crypto.InvitationCode;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that becomes one of a server: sends its public keys, and waits for those of the server. */
public final class MailshellJoin implements AutoCloseable {

    private final Party party;
    private final JoinSteps steps;
    private final RouteRuntime runtime;

    private MailshellJoin(Party party, JoinSteps steps, RouteRuntime runtime) {
        this.party = party;
        this.steps = steps;
        this.runtime = runtime;
    }

    /**
     * Starts the routes of {@code routes/join}, which send one mail. The caller sees to it that no client runs in this home.
     *
     * @param server where the mail goes, and from where the answer has to come
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home cannot be used
     */
    public static MailshellJoin start(
            MailshellConfig config, Surroundings around, InvitationCode code, MailAddress server)
            throws IOException, RouteProblem {
        RouteLoading routes = RouteLoading.begin(
                Party.layers(config, "join"),
                // Those of the home replace routes of a client.
                config.home().work().resolve("routes"),
                Party.placeholders(config),
                new ObservedSteps(around.steps(), around.clock()));
        Party party = new Party(config, around, false, Optional.empty());
        try {
            JoinSteps steps = new JoinSteps(party, code, server, around.clock());
            Map<String, Object> beans = party.beans();
            beans.put("join", steps);
            beans.put("fromOurServers", party.only(FromPeers.byHeader(List.of(server))));
            RouteRuntime runtime = routes.finish();
            runtime.start(beans);
            return new MailshellJoin(party, steps, runtime);
        } catch (IOException | RouteProblem | RuntimeException e) {
            party.close();
            throw e;
        }
    }

    /**
     * The server, once it has answered; empty if it has not {@code atMost} so long after the call.
     *
     * @throws IOException if the mail could not be sent
     */
    public Optional<JoinedServer> await(Duration atMost) throws IOException, InterruptedException {
        try {
            return Optional.of(steps.joined().get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("the mail with our keys could not be sent", e.getCause());
        }
    }

    @Override
    public void close() {
        party.vault().beginNoMore();
        runtime.stop();
        party.close();
    }
}
