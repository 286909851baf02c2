package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.wire.CommandDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell send}. */
@Command(
        name = "send",
        description =
                "Sends one command. With --wait it prints what the command wrote and exits as it did; without, it prints"
                        + " the id of the command, and the reply will be in the replies folder once a client runs.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell send --home homes/alice --to web1 --wait 30s -- uptime",
            "  mailshell send --home homes/alice --to web1 --explain --wait 30s -- id",
            "  mailshell send --home homes/alice --to web1,db1 --stdin input.txt -- sort"
        })
final class SendCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--to",
            required = true,
            split = ",",
            paramLabel = "SERVER",
            description = "The servers, such as web1 or web1,db1.")
    private List<String> servers;

    @Option(names = "--wait", paramLabel = "TIME", description = "How long to wait for the reply, such as 30s.")
    private String wait;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "How long the command may wait before it no longer runs (default: 24h).")
    private String expires;

    @Option(names = "--timeout", paramLabel = "TIME", description = "A shorter time limit than the policy's.")
    private String timeout;

    @Option(names = "--stdin", paramLabel = "FILE", description = "What the command reads.")
    private Path stdin;

    @Option(
            names = "--attach",
            paramLabel = "FILE",
            description = "A file that the command finds in its working directory; may be given several times.")
    private List<Path> attached = List.of();

    @Option(
            names = "--totp",
            arity = "0..1",
            fallbackValue = OneTimeCode.ASK,
            paramLabel = "CODE",
            description =
                    "The one-time code that an authenticator app shows; without a value, or with -, it is asked for. Other users"
                            + " of this machine can see one that is given here.")
    private String totp;

    @Option(
            names = "--explain",
            description =
                    "Ask what the policy says of the command instead of running it; the exit code is 0, whatever that is.")
    private boolean explain;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --, joined by spaces.")
    private List<String> command;

    private SendCommand(CliContext context) {
        this.context = context;
    }

    static CommandLine commandLine(CliContext context) {
        CommandLine send = new CommandLine(new SendCommand(context));
        ExitCode.explainIn(send.getCommandSpec().usageMessage());
        return send;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.CLIENT, context.environment());
        Logs.quiet(common.debug());
        Attachments files = Attachments.of(attached, Optional.ofNullable(stdin));
        CommandDraft draft = draft(files);
        Optional<Duration> patience = Arguments.duration("--wait", wait);
        try (Sending sending = Sending.begin(config, draft, files, context)) {
            if (patience.isEmpty()) {
                sending.awaitSent();
                printId(sending.id());
                return ExitCode.OK;
            }
            return new ReplyPrinter(context, common.json()).print(sending.awaitReplies(patience.get()));
        }
    }

    private void printId(UUID id) {
        if (common.json()) {
            Json.printLine(context.out(), Map.of("id", id.toString()));
        } else {
            context.out().println(id);
        }
    }

    private CommandDraft draft(Attachments files) throws CommandFailure {
        return new CommandDraft(
                Arguments.servers("--to", servers),
                Arguments.line(command, "write the command after --, and long text into a --stdin file"),
                new CommandOptions(Arguments.duration("--timeout", timeout), files.text(), code(), explain, List.of()),
                Arguments.duration("--expires", expires));
    }

    private Optional<String> code() throws CommandFailure {
        return totp == null ? Optional.empty() : Optional.of(OneTimeCode.of(totp, context));
    }
}
