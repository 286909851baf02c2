package dev.mailshell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailshell vault}. */
@Command(
        name = "vault",
        description = "Looks into the encrypted store of mail, and after its key.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        footerHeading = Examples.HEADING,
        footer = {"  mailshell vault list --home homes/web1", "  mailshell vault rotate --home homes/web1"})
final class VaultCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(CliContext context) {
        return new CommandLine(new VaultCommand())
                .addSubcommand(new VaultListCommand(context))
                .addSubcommand(new VaultShowCommand(context))
                .addSubcommand(new VaultExportCommand(context))
                .addSubcommand(new VaultRotateCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
