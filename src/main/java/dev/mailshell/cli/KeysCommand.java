package dev.mailshell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailshell keys}. */
@Command(
        name = "keys",
        description = "Makes and renews keys, takes and revokes those of others, and shows them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys list --home homes/web1"})
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(CliContext context) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysInitCommand(context))
                .addSubcommand(new KeysAddCommand(context))
                .addSubcommand(new KeysRevokeCommand(context))
                .addSubcommand(new KeysRotateCommand(context))
                .addSubcommand(new KeysInviteCommand(context))
                .addSubcommand(new KeysJoinCommand(context))
                .addSubcommand(new KeysPendingCommand(context))
                .addSubcommand(new KeysAcceptCommand(context))
                .addSubcommand(new KeysListCommand(context))
                .addSubcommand(new KeysShowCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
