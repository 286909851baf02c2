package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell totp unlock}. */
@Command(
        name = "unlock",
        description =
                "Has the codes of a client looked at again after wrong ones, at once and by a running server too. Codes that"
                        + " were used stay used.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell totp unlock alice --home homes/web1"})
final class TotpUnlockCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "CLIENT", description = "Whose codes.")
    private String client;

    TotpUnlockCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Enrolments enrolments = Enrolments.of(common.home(context.environment()), context.environment());
        IdentityName name = Enrolments.client(client);
        enrolments.require(name);
        CodeHistory before;
        try (CodeHistories histories = enrolments.histories()) {
            before = histories.update(name, CodeHistory::unlocked);
        }
        boolean wasLocked = before.lockedAt(context.clock().instant()).isPresent();
        if (common.json()) {
            Json.printLine(context.out(), Map.of("client", client, "wasLocked", wasLocked));
        } else {
            context.out().println(wasLocked ? "unlocked " + name : name + " was not locked; wrong codes are forgiven");
        }
        return ExitCode.OK;
    }
}
