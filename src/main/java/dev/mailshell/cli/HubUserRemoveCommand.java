package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell hub user remove}. */
@Command(
        name = "remove",
        description = "Takes a user's login and mailbox away. The mail that is in it stays in the store until its"
                + " retention ends; whoever gets the same address before that also gets the mail.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell hub user remove --home homes/hub alice@mail.test"})
final class HubUserRemoveCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "ADDRESS", description = "The user; hub user list shows all.")
    private String address;

    HubUserRemoveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        MailAddress user = HubUsers.address(address);
        if (!HubUsers.in(common.home(context.environment()), context.environment())
                .remove(user)) {
            throw HubUsers.unknown(user);
        }
        context.err()
                .println("removed " + user + "; the mail in the mailbox stays in the store until its retention ends");
        if (common.json()) {
            Json.print(context.out(), Map.of("address", user.value()));
        }
        return ExitCode.OK;
    }
}
