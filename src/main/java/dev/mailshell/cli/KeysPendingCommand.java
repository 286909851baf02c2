package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell keys pending}. */
@Command(
        name = "pending",
        description = "Shows the keys that invited clients have sent, and that nobody has accepted yet.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys pending --home homes/web1"})
final class KeysPendingCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    KeysPendingCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        OwnedHome.ofServer(home, context.environment());
        Instant now = context.clock().instant();
        List<KnownKey> keys = new ArrayList<>();
        for (IdentityName client : PendingOffer.clients(home)) {
            try {
                keys.addAll(PendingOffer.of(home, client, now).shown());
            } catch (CommandFailure unreadable) {
                new Diagnostics(context.err()).warning(unreadable.getMessage(), unreadable.hint());
            }
        }
        if (common.json()) {
            Json.print(context.out(), keys.stream().map(key -> key.details(now)).toList());
            return ExitCode.OK;
        }
        keys.forEach(key -> key.print(context.out(), now));
        context.err()
                .println(
                        keys.isEmpty()
                                ? "no keys wait to be accepted"
                                : "next: compare the fingerprints by another way than mail, then: mailshell keys accept NAME");
        return ExitCode.OK;
    }
}
