package dev.mailshell.cli;

import dev.mailshell.camel.ClientLock;
import dev.mailshell.camel.Counters;
import dev.mailshell.camel.JoinedServer;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellJoin;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Role;
import dev.mailshell.crypto.InvitationCode;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys join}. */
@Command(
        name = "join",
        description =
                "Becomes a client of the server whose operator gave you the code: sends your public keys, and trusts those of"
                        + " the server once it has answered. Without a home yet, it makes one, to be filled in first. May be repeated.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys join - --home homes/alice --to web2@example.org"})
final class KeysJoinCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "CODE", description = "What keys invite printed; - to be asked for it.")
    private String code;

    @Option(names = "--to", required = true, paramLabel = "ADDRESS", description = "The mail address of the server.")
    private String server;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Your own mail address, for a new home. The folder is called as you are in the invitation.")
    private String address;

    @Option(
            names = "--algorithm",
            paramLabel = "rsa|ec",
            defaultValue = "rsa",
            description = "Of the keys in a new home. rsa: RSA-3072 (default). ec: P-256, much faster.")
    private KeyAlgorithm algorithm;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
    private String wait;

    KeysJoinCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        InvitationCode invitation = invitation();
        MailAddress to = Arguments.address("--to", server, "for example: --to web1@example.org");
        Duration patience = Arguments.duration("--wait", wait).orElseThrow();
        Home home = common.home(context.environment());
        if (Files.notExists(home.properties())) {
            new InvitedHome(context, home).make(address, algorithm);
            return ExitCode.OK;
        }
        MailshellConfig config = Parties.load(home, Role.CLIENT, context.environment());
        Owner owner = OwnedHome.of(home, context.environment());
        if (trusts(home, owner, to)) {
            context.err().println("a server with the address " + to + " is trusted here already; nothing is sent");
            return ExitCode.OK;
        }
        Logs.quiet(common.debug());
        Optional<JoinedServer> joined = exchange(config, invitation, to, patience);
        if (joined.isEmpty()) {
            throw new CommandFailure(
                    "the server at " + to + " has not answered within " + wait,
                    "say the same again: the mail may be late, or that server does not run; a code that is wrong, too old or"
                            + " used for other keys gets no answer");
        }
        trust(home, owner, joined.get());
        return ExitCode.OK;
    }

    /** What waits in the mailbox from such a server are its replies, which are a client's to take. */
    private boolean trusts(Home home, Owner owner, MailAddress address) {
        return KnownKeys.of(owner, home.directory(), context.clock().instant()).stream()
                .anyMatch(key -> key.kind().equals("server") && key.address().equalsIgnoreCase(address.value()));
    }

    private InvitationCode invitation() throws CommandFailure {
        String typed = code;
        if (code.equals("-")) {
            typed = context.terminal()
                    .get()
                    .orElseThrow(() ->
                            new CommandFailure("there is no terminal to ask for the code on", "give the code itself"))
                    .askHidden("The code that the operator of the server gave you: ");
        }
        return InvitationCode.parse(typed)
                .orElseThrow(() -> new CommandFailure(
                        "that is no invitation code",
                        "compare it with what keys invite printed: seven groups of four characters"));
    }

    private Optional<JoinedServer> exchange(
            MailshellConfig config, InvitationCode invitation, MailAddress to, Duration patience)
            throws CommandFailure, IOException, RouteProblem, InterruptedException {
        try (ClientLock lock = ClientLock.of(config.home())) {
            if (!lock.tryTake()) {
                throw new CommandFailure(
                        "a client runs in the home " + config.home().directory(), "stop it for as long as this takes");
            }
            Surroundings around =
                    new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters());
            try (MailshellJoin join = MailshellJoin.start(config, around, invitation, to)) {
                return join.await(patience);
            }
        }
    }

    private void trust(Home home, Owner owner, JoinedServer server) throws CommandFailure, IOException {
        Instant now = context.clock().instant();
        List<KeyMaterial> keys = new ArrayList<>();
        for (String text : List.of(server.certificate(), server.openPgp())) {
            if (!text.isEmpty()) {
                keys.add(OfferedKeys.of("the answer", text.getBytes(StandardCharsets.UTF_8), now)
                        .choose(Optional.empty()));
            }
        }
        Identity identity = OwnedHome.distinct(server.identity(), owner);
        List<Path> added = new NewPeer(home, owner, identity, now).trust(keys);
        List<KnownKey> ours = KnownKeys.own(owner, home.directory(), now);
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("server", identity.name().value());
            fields.put("address", identity.address().value());
            fields.put("added", added.stream().map(Path::toString).toList());
            fields.put(
                    "theirs", keys.stream().map(key -> key.fingerprint().hex()).toList());
            fields.put("ours", ours.stream().map(key -> key.fingerprint().hex()).toList());
            Json.printLine(context.out(), fields);
        } else {
            context.out()
                    .println("joined " + identity.name() + " <" + identity.address() + ">, which has proved the code");
            keys.forEach(key -> print("its key  ", key.fingerprint()));
            ours.forEach(key -> print("our key  ", key.fingerprint()));
        }
        context.err()
                .println("next: compare these fingerprints with the operator of " + identity.name()
                        + " by another way than mail; once accepted there, "
                        + "mailshell send --to " + identity.name() + " is answered");
    }

    private void print(String whose, Fingerprint fingerprint) {
        context.out().println(whose + fingerprint.groupedInLines("\n" + " ".repeat(whose.length())));
    }
}
