package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys accept}. */
@Command(
        name = "accept",
        description =
                "Trusts the keys that an invited client has sent, after their fingerprints were confirmed. A running server"
                        + " reads them with its next mail.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell keys accept --home homes/web1 carol",
            "  mailshell keys accept --home homes/web1 carol --reject"
        })
final class KeysAcceptCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "The client; keys pending shows all.")
    private String name;

    @Option(
            names = "--yes",
            description = "Ask nothing: the fingerprints were compared, or the code was handed over safely.")
    private boolean yes;

    @Option(names = "--reject", description = "Do not trust them: delete what was sent.")
    private boolean reject;

    KeysAcceptCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        Owner owner = OwnedHome.ofServer(home, context.environment());
        IdentityName client = OwnedHome.peer(name, owner);
        Instant now = context.clock().instant();
        if (reject) {
            PendingOffer.delete(home, client);
            context.err().println("rejected the keys of " + client);
            return ExitCode.OK;
        }
        PendingOffer offer = PendingOffer.of(home, client, now);
        offer.shown().forEach(key -> key.print(common.json() ? context.err() : context.out(), now));
        confirm(client);
        List<Path> added = new NewPeer(home, owner, offer.client(), now).trust(offer.keys());
        PendingOffer.delete(home, client);
        added.forEach(file -> context.err().println("added " + home.directory().relativize(file)));
        new TrustDialogue(context).sayNextAtServer(home, client);
        if (common.json()) {
            Json.print(
                    context.out(),
                    offer.shown().stream().map(key -> key.details(now)).toList());
        }
        return ExitCode.OK;
    }

    private void confirm(IdentityName client) throws CommandFailure {
        if (yes) {
            return;
        }
        new TrustDialogue(context)
                .confirm(
                        "Are those the fingerprints that " + client
                                + " told you, not by mail? Type yes to trust them: ",
                        "compare them with " + client + " by another way than mail, then say --yes",
                        "--reject deletes what was sent");
    }
}
