package dev.mailshell.cli;

import dev.mailshell.camel.HeadStart;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

    private static final Set<String> HELP = Set.of("-h", "--help");

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
     * What {@code args} need of the command line: one verb, or all if they do not begin with one, or of all what the help says of them. Reading
     * all annotations would be a third of a start.
     */
    static CommandLine commandLine(CliContext context, String... args) {
        Map<String, Verb> verbs = verbs(context);
        if (args.length == 1 && HELP.contains(args[0])) {
            return commandLine(context, verbs, Verb::outlined);
        }
        Verb verb = args.length == 0 ? null : verbs.get(args[0]);
        return commandLine(context, verb == null ? verbs : Map.of(args[0], verb), Verb::whole);
    }

    /** By name, in the order of the help; a new verb is added here. */
    private static Map<String, Verb> verbs(CliContext context) {
        Map<String, Verb> verbs = new LinkedHashMap<>();
        verbs.put("demo", new Verb(DemoCommand.class, () -> new DemoCommand(context)));
        verbs.put("server", new Verb(ServerCommand.class, () -> new ServerCommand(context)));
        verbs.put("client", new Verb(ClientCommand.class, () -> new ClientCommand(context)));
        verbs.put("send", new Verb(SendCommand.class, () -> SendCommand.commandLine(context)));
        verbs.put("shell", new Verb(ShellCommand.class, () -> new ShellCommand(context)));
        verbs.put("sync", new Verb(SyncCommand.class, () -> new SyncCommand(context)));
        verbs.put("read", new Verb(ReadCommand.class, () -> new ReadCommand(context)));
        verbs.put("status", new Verb(StatusCommand.class, () -> new StatusCommand(context)));
        verbs.put("jobs", new Verb(JobsCommand.class, () -> new JobsCommand(context)));
        verbs.put("keys", new Verb(KeysCommand.class, () -> KeysCommand.commandLine(context)));
        verbs.put("policy", new Verb(PolicyCommand.class, () -> PolicyCommand.commandLine(context)));
        verbs.put("totp", new Verb(TotpCommand.class, () -> TotpCommand.commandLine(context)));
        verbs.put("audit", new Verb(AuditCommand.class, () -> AuditCommand.commandLine(context)));
        verbs.put("vault", new Verb(VaultCommand.class, () -> VaultCommand.commandLine(context)));
        verbs.put("hub", new Verb(HubCommand.class, () -> HubCommand.commandLine(context)));
        verbs.put("login", new Verb(LoginCommand.class, () -> new LoginCommand(context)));
        verbs.put("backup", new Verb(BackupCommand.class, () -> new BackupCommand(context)));
        verbs.put("restore", new Verb(RestoreCommand.class, () -> new RestoreCommand(context)));
        verbs.put("doctor", new Verb(DoctorCommand.class, () -> new DoctorCommand(context)));
        verbs.put("lab", new Verb(LabCommand.class, () -> new LabCommand(context)));
        verbs.put("completion", new Verb(CompletionCommand.class, () -> new CompletionCommand(context)));
        verbs.put("man-pages", new Verb(ManPagesCommand.class, () -> new ManPagesCommand(context)));
        return verbs;
    }

    private static CommandLine commandLine(CliContext context, Map<String, Verb> verbs, Function<Verb, Object> as) {
        CommandLine mailshell = new CommandLine(new MailshellCommand());
        verbs.forEach((name, verb) -> mailshell.addSubcommand(name, as.apply(verb)));
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

    /**
     * A verb.
     *
     * @param type its class
     * @param make a new object of that class, or a command line of it
     */
    private record Verb(Class<?> type, Supplier<Object> make) {

        Object whole() {
            return make.get();
        }

        /** As it stands in a list of verbs; it can do nothing. */
        Object outlined() {
            Command command = type.getAnnotation(Command.class);
            CommandSpec outline = CommandSpec.create();
            outline.usageMessage().description(command.description());
            return outline;
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
