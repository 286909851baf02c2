package dev.mailshell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailshell hub}. */
@Command(
        name = "hub",
        description = "Looks after a mail server of one's own.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        footerHeading = Examples.HEADING,
        footer = {"  mailshell hub user list --home homes/hub"})
final class HubCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(CliContext context) {
        return new CommandLine(new HubCommand()).addSubcommand(HubUserCommand.commandLine(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
