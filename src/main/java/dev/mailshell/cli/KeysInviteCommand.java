package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.crypto.InvitationCode;
import dev.mailshell.crypto.InvitationKeys;
import dev.mailshell.ledger.Invitation;
import dev.mailshell.ledger.Invitations;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys invite}. */
@Command(
        name = "invite",
        description =
                "Makes a code by which somebody becomes a client of this server: keys join sends the keys, and keys accept"
                        + " trusts them. Hand the code over by another way than mail. An earlier code for the same name, and what came for it, count no more.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell keys invite --home homes/web1 carol",
            "  mailshell keys invite --home homes/web1 carol --expires 1h"
        })
final class KeysInviteCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(7);

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "What the new client is called here.")
    private String name;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "How long the code counts, at most 7d (default: ${DEFAULT-VALUE}).")
    private String expires;

    KeysInviteCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        Owner owner = OwnedHome.ofServer(home, context.environment());
        IdentityName client = OwnedHome.peer(name, owner);
        requireNew(home, owner, client);
        Instant now = context.clock().instant();
        Instant end = now.plus(validity()).truncatedTo(ChronoUnit.SECONDS);
        InvitationCode code = InvitationCode.fresh(context.random());
        InvitationKeys keys = code.keys();
        Invitations invitations = new Invitations(home.invitations());
        invitations.add(
                new Invitation(keys.id(), client, end, keys.offerKey(), keys.answerKey(), 0, 0, Optional.empty()), now);
        // What came for an earlier code may be a reason for this one.
        PendingOffer.discard(home, client);
        print(owner, client, code, end);
        return ExitCode.OK;
    }

    private static void requireNew(Home home, Owner owner, IdentityName client) throws CommandFailure {
        if (Files.exists(home.peers(owner.role()).resolve(client.value()))) {
            throw new CommandFailure(
                    client + " is known here already",
                    "give the new client another name, or add a key to that one with mailshell keys add");
        }
    }

    private Duration validity() throws CommandFailure {
        Duration validity = Arguments.duration("--expires", expires).orElseThrow();
        if (validity.compareTo(LONGEST) > 0) {
            throw new CommandFailure(
                    "--expires is too long (was " + expires + ", expected at most " + TimeSpan.format(LONGEST) + ")",
                    "make the code when it is needed");
        }
        return validity;
    }

    private void print(Owner owner, IdentityName client, InvitationCode code, Instant end) {
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("client", client.value());
            fields.put("server", owner.identity().address().value());
            fields.put("code", code.reveal());
            fields.put("expires", end.toString());
            Json.printLine(context.out(), fields);
            return;
        }
        // To where a person looks: stdout is the code alone, for a script too.
        if (context.screen().get().isPresent()) {
            QrCode.of(code.reveal()).print(context.err());
        }
        context.out().println(code.reveal());
        context.err().println("counts once, until " + end);
        context.err().println("next: hand it to " + client + " by another way than mail, who then says");
        // Without the code: other users of a machine can see a command line.
        context.err()
                .println("  mailshell keys join - --home " + client + " --to "
                        + owner.identity().address() + " --address ADDRESS");
        context.err().println("while this server runs; what comes is shown by mailshell keys pending");
    }
}
