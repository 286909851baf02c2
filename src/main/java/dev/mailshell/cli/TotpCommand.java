package dev.mailshell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailshell totp}. */
@Command(
        name = "totp",
        description = "Looks after the one-time codes (RFC 6238) that clients of a server send as a second factor.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        footerHeading = Examples.HEADING,
        footer = {"  mailshell totp status --home homes/web1"})
final class TotpCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(CliContext context) {
        return new CommandLine(new TotpCommand())
                .addSubcommand(new TotpEnrolCommand(context))
                .addSubcommand(new TotpStatusCommand(context))
                .addSubcommand(new TotpUnlockCommand(context))
                .addSubcommand(new TotpRemoveCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
