package dev.mailshell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.wire.CommandDraft;
import dev.mailshell.wire.StrictJson;
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
                        + " the id of the command, and the reply will be in the replies folder once a client runs.")
final class SendCommand implements Callable<Integer> {

    /** In bytes; the id, the sender and the times come on top. */
    private static final int LARGEST_DRAFT = StrictJson.MAX_BYTES - 1024;

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

    @Option(names = "--stdin", paramLabel = "FILE", description = "What the command reads; UTF-8 text, up to 1 MiB.")
    private Path stdin;

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
        CommandDraft draft = draft();
        requireFits(draft);
        Optional<Duration> patience = Arguments.duration("--wait", wait);
        try (Sending sending = Sending.begin(config, draft, context)) {
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

    private CommandDraft draft() throws CommandFailure {
        return new CommandDraft(
                Arguments.servers("--to", servers),
                Arguments.line(command, "write the command after --, and long text into a --stdin file"),
                new CommandOptions(
                        Arguments.duration("--timeout", timeout), input(), Optional.empty(), explain, List.of()),
                Arguments.duration("--expires", expires));
    }

    private static void requireFits(CommandDraft draft) throws CommandFailure, JsonProcessingException {
        int bytes = StrictJson.mapper().writeValueAsBytes(draft).length;
        if (bytes > LARGEST_DRAFT) {
            throw new CommandFailure(
                    "the command is too large (was " + bytes + " bytes as JSON, expected at most " + LARGEST_DRAFT
                            + ")",
                    "hand over less by --stdin, or let the command fetch it itself");
        }
    }

    private Optional<String> input() throws CommandFailure {
        return stdin == null ? Optional.empty() : Optional.of(new InputFile(stdin).read());
    }
}
