package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.ledger.PartBounds;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.ledger.SqliteSentCommands;
import dev.mailshell.management.Observed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running client: sends what lies in its outbox, files the replies. */
public final class MailshellClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.client");
    private static final Logger COMMAND_LOG = LoggerFactory.getLogger("mailshell.command");

    /** What a server could send that writes two streams of the largest max-output there is, and for all servers twice that. */
    private static final PartBounds PARTS = new PartBounds(64, 4L << 30, 8L << 30);

    private final Party party;
    private final SentCommands sent;
    private final CommandLog log;
    private final PartyRoutes runtime;
    private final Clock clock;

    private MailshellClient(Party party, SentCommands sent, CommandLog log, PartyRoutes runtime, Clock clock) {
        this.party = party;
        this.sent = sent;
        this.log = log;
        this.runtime = runtime;
        this.clock = clock;
    }

    /**
     * Starts the client's routes. The caller sees to it that no other process runs a client on this home.
     *
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home cannot be used
     */
    public static MailshellClient start(MailshellConfig config, Surroundings surroundings)
            throws IOException, RouteProblem {
        return start(
                config,
                surroundings,
                RouteLoading.begin(
                        Party.layers(config, "client"), config.routes(), placeholders(config), steps(surroundings)));
    }

    /**
     * Gives the routes that {@code context} will read the beans and placeholders of a client. Whoever made the context starts and stops it,
     * and sees to it that no other process runs a client on this home.
     *
     * @throws IOException if the home cannot be used
     */
    static MailshellClient startIn(CamelContext context, MailshellConfig config, Surroundings surroundings)
            throws IOException, RouteProblem {
        return start(config, surroundings, () -> HostedRoutes.in(context, placeholders(config), steps(surroundings)));
    }

    private static ObservedSteps steps(Surroundings surroundings) {
        return new ObservedSteps(surroundings.steps(), surroundings.clock());
    }

    private static MailshellClient start(MailshellConfig config, Surroundings surroundings, RouteSource routes)
            throws IOException, RouteProblem {
        CommandLog log =
                new CommandLog(config.home().logs(), ClientLog.COLUMNS, surroundings.clock(), ToldCommands::warn);
        Surroundings told = surroundings.telling(new ToldCommands(log, surroundings.clock()));
        Party party = new Party(config, told, false, Optional.empty());
        try {
            return start(party, log, told, routes);
        } catch (IOException | RouteProblem | RuntimeException e) {
            party.close();
            throw e;
        }
    }

    private static MailshellClient start(Party party, CommandLog log, Surroundings surroundings, RouteSource routes)
            throws IOException, RouteProblem {
        if (party.addresses().addresses().isEmpty()) {
            throw new KeyringFailure(
                    "trust/servers holds no server",
                    "put the folder of a server there, with its certificate and address");
        }
        SentCommands sent = SqliteSentCommands.open(party.home().state());
        try {
            Map<String, Object> beans = party.beans();
            beans.putAll(beans(party, sent, log, surroundings));
            PartyRoutes runtime = routes.finish();
            runtime.start(beans);
            return new MailshellClient(party, sent, log, runtime, surroundings.clock());
        } catch (IOException | RouteProblem | RuntimeException e) {
            sent.close();
            throw e;
        }
    }

    private static Map<String, Object> beans(Party party, SentCommands sent, CommandLog commandLog, Surroundings around)
            throws IOException {
        Map<String, Object> beans = new HashMap<>();
        AwaitedReplies awaited = new AwaitedReplies(party.expectation());
        ClientLog log = new ClientLog(
                commandLog,
                party.config().logContent(),
                party.self(),
                new SentInvocations(
                        new CommandFile(party.json()),
                        party.home().sent(),
                        party.home().failed()),
                around.clock());
        beans.put(
                "closedFiles",
                new CommandFilesOnly(new ClosedFiles(Path.of("/proc")), around.clock(), COMMAND_LOG::warn));
        beans.put("client", new ClientSteps(party.self(), sent, awaited, around.clock(), around.trail()));
        AuditWatch auditWatch = new AuditWatch(party.home().seenAudit(), sent);
        beans.put("auditWatch", auditWatch);
        beans.put(
                "commandFile",
                new ReadCommandFile(
                        new CommandFile(party.json()),
                        party.self(),
                        party.addresses(),
                        sent,
                        auditWatch,
                        around.clock(),
                        party.json(),
                        new MailRoom(party.config().maxMail()),
                        log));
        beans.put(
                "sealCommand",
                new SealCommand(party.envelope(), party.addresses(), party.mailSession(), around.trail()));
        beans.put("sendingFolder", new SendingFolder(party.home(), sent, log, around.clock(), around.random()));
        beans.put(
                "outboxWatch", new PromptedPolling(new FolderWatch(party.home().outbox())));
        beans.put(
                "sendingWatch", new PromptedPolling(new FolderWatch(party.home().sending())));
        beans.put(
                "fromOurServers",
                party.only(FromPeers.byHeader(party.addresses().addresses())));
        beans.put("requestFolder", new RequestFolder(party.home().requests()));
        beans.put("replyPart", SignedPart.ofReplies());
        ReplyParts parts = new ReplyParts(
                PartFolder.open(party.home().parts(), PARTS, around.clock()),
                party.home().replies(),
                party.json(),
                sent,
                around.clock(),
                around.trail());
        beans.put("replyParts", parts);
        beans.put(
                "replyFolder",
                new ReplyFolder(party.home().replies(), party.json(), sent, parts, awaited, log, around.clock()));
        return beans;
    }

    private static Map<String, String> placeholders(MailshellConfig config) {
        Map<String, String> values = Party.placeholders(config);
        values.put("mailshell.outbox", config.home().outbox().toString());
        values.put("mailshell.sending", config.home().sending().toString());
        return values;
    }

    /** What it tells of itself; until it is closed. */
    public Observed observed() {
        return new PartyObservation(party, runtime::isRunning, clock);
    }

    /** Returns once the mailbox has answered for the first time. */
    public void awaitReady() throws InterruptedException {
        party.mailbox().awaitFirstAnswer();
    }

    /**
     * Whether what was in the mailbox at the start has been taken and worked on: each proved reply of it is filed. What a fault of ours keeps
     * from being opened does not count; it is tried again later.
     */
    public boolean isCaughtUp() {
        return party.mailbox().hasLookedThrough() && party.vault().isWorkedOff();
    }

    /** Loads what the first message needs, so that it does not wait for that. Worth calling once ready. */
    public void prepare() {
        party.prepare();
        log.prepare();
    }

    /** Stops; what is not sent or opened yet stays where it is until the next start. */
    @Override
    public void close() {
        party.vault().beginNoMore();
        runtime.stop();
        party.close();
        sent.close();
        LOG.info("stopped");
    }
}
