package dev.mailshell.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailshell}. */
@Command(
        name = "mailshell",
        description = "Runs commands on machines that can be reached by nothing but e-mail.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        synopsisSubcommandLabel = "COMMAND")
public final class MailshellCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private MailshellCommand() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        CliContext context =
                new CliContext(System.getenv(), Clock.systemUTC(), new SecureRandom(), System.out, System.err);
        System.exit(commandLine(context).execute(args));
    }

    /** The whole command line; a new verb is added here. */
    static CommandLine commandLine(CliContext context) {
        ErrorReport errors = new ErrorReport(context.err());
        CommandLine mailshell = new CommandLine(new MailshellCommand())
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(new ServerCommand(context))
                .addSubcommand(new ClientCommand(context))
                .addSubcommand(new SendCommand(context))
                .addSubcommand(KeysCommand.commandLine(context))
                .addSubcommand(PolicyCommand.commandLine(context))
                .addSubcommand(VaultCommand.commandLine(context))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(context.out()))
                .setErr(writer(context.err()))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        ExitCode.explainIn(mailshell.getCommandSpec().usageMessage());
        ExitCode.explainIn(
                mailshell.getSubcommands().get("send").getCommandSpec().usageMessage());
        return mailshell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
