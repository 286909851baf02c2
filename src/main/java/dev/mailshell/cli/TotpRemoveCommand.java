package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell totp remove}. */
@Command(
        name = "remove",
        description =
                "Deletes the secret of a client's one-time codes, as when the phone is lost. What needs a code is denied to"
                        + " that client from then on.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell totp remove alice --home homes/web1"})
final class TotpRemoveCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "CLIENT", description = "Whose secret.")
    private String client;

    TotpRemoveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Enrolments enrolments = Enrolments.of(common.home(context.environment()), context.environment());
        IdentityName name = Enrolments.client(client);
        enrolments.require(name);
        // The secret first: with it, codes that were used would count again.
        Files.delete(enrolments.file(name));
        try (CodeHistories histories = enrolments.histories()) {
            histories.forget(name);
        }
        if (common.json()) {
            Json.printLine(context.out(), Map.of("client", client, "removed", true));
        } else {
            context.out()
                    .println("removed the secret of " + name + "; what needs a code is denied to " + name + " now");
        }
        return ExitCode.OK;
    }
}
