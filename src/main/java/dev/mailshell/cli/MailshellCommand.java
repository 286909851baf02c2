package dev.mailshell.cli;

import dev.mailshell.camel.HeadStart;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell demo",
            "  mailshell keys init --help",
            "  mailshell send --home homes/alice --to web1 --wait 30s -- uptime"
        })
public final class MailshellCommand implements Runnable {

    /** The verbs that connect to a mailbox. */
    private static final Set<String> PARTIES = Set.of("server", "client");

    @Spec
    private CommandSpec spec;

    private MailshellCommand() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        LogProvider.use();
        if (args.length > 0 && PARTIES.contains(args[0])) {
            HeadStart.begin();
        }
        CliContext context = new CliContext(
                System.getenv(),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out,
                System.err,
                Terminal::ofProcess,
                () -> Screen.ofProcess(System.getenv()));
        System.exit(commandLine(context, args).execute(args));
    }

    /**
     * What {@code args} need of the command line: one verb, or all if they do not begin with one. Reading the annotations of them
     * all would be a fifth of a start.
     */
    static CommandLine commandLine(CliContext context, String... args) {
        Map<String, Supplier<Object>> verbs = verbs(context);
        Supplier<Object> verb = args.length == 0 ? null : verbs.get(args[0]);
        return commandLine(context, verb == null ? verbs.values() : List.of(verb));
    }

    /** By name, in the order of the help; a new verb is added here. */
    private static Map<String, Supplier<Object>> verbs(CliContext context) {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("demo", () -> new DemoCommand(context));
        verbs.put("server", () -> new ServerCommand(context));
        verbs.put("client", () -> new ClientCommand(context));
        verbs.put("send", () -> SendCommand.commandLine(context));
        verbs.put("shell", () -> new ShellCommand(context));
        verbs.put("sync", () -> new SyncCommand(context));
        verbs.put("read", () -> new ReadCommand(context));
        verbs.put("status", () -> new StatusCommand(context));
        verbs.put("jobs", () -> new JobsCommand(context));
        verbs.put("keys", () -> KeysCommand.commandLine(context));
        verbs.put("policy", () -> PolicyCommand.commandLine(context));
        verbs.put("totp", () -> TotpCommand.commandLine(context));
        verbs.put("audit", () -> AuditCommand.commandLine(context));
        verbs.put("vault", () -> VaultCommand.commandLine(context));
        verbs.put("doctor", () -> new DoctorCommand(context));
        verbs.put("lab", () -> new LabCommand(context));
        verbs.put("completion", () -> new CompletionCommand(context));
        verbs.put("man-pages", () -> new ManPagesCommand(context));
        return verbs;
    }

    private static CommandLine commandLine(CliContext context, Collection<Supplier<Object>> verbs) {
        CommandLine mailshell = new CommandLine(new MailshellCommand());
        verbs.forEach(verb -> mailshell.addSubcommand(verb.get()));
        ErrorReport errors = new ErrorReport(context.err());
        mailshell
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(context.out()))
                .setErr(writer(context.err()))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        ExitCode.explainIn(mailshell.getCommandSpec().usageMessage());
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
