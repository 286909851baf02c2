package dev.mailshell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailshell hub user}. */
@Command(
        name = "user",
        description = "Says who has a mailbox at the hub. A running hub knows of a change at once.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        footerHeading = Examples.HEADING,
        footer = {"  mailshell hub user add --home homes/hub alice@mail.test"})
final class HubUserCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(CliContext context) {
        return new CommandLine(new HubUserCommand())
                .addSubcommand(new HubUserAddCommand(context))
                .addSubcommand(new HubUserPasswordCommand(context))
                .addSubcommand(new HubUserQuotaCommand(context))
                .addSubcommand(new HubUserRemoveCommand(context))
                .addSubcommand(new HubUserListCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
