package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.wire.CommandDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
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

    @Option(names = "--stdin", paramLabel = "FILE", description = "What the command reads; UTF-8 text.")
    private Path stdin;

    @Option(names = "--explain", description = "Ask what the policy says of the command instead of running it.")
    private boolean explain;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --, joined by spaces.")
    private List<String> command;

    SendCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.CLIENT, context.environment());
        Logs.quiet(common.debug());
        CommandDraft draft = draft();
        try (Sending sending = Sending.begin(config, draft, context)) {
            if (wait == null) {
                sending.awaitSent();
                printId(sending.id());
                return ExitCode.OK;
            }
            return new ReplyPrinter(context, common.json())
                    .print(sending.awaitReplies(duration("--wait", wait).orElseThrow()));
        }
    }

    private void printId(UUID id) {
        if (common.json()) {
            Json.printLine(context.out(), Map.of("id", id.toString()));
        } else {
            context.out().println(id);
        }
    }

    private CommandDraft draft() throws Exception {
        Set<IdentityName> to = new LinkedHashSet<>();
        servers.forEach(server -> to.add(new IdentityName(server)));
        return new CommandDraft(
                to,
                new Invocation.Line(String.join(" ", command)),
                new CommandOptions(duration("--timeout", timeout), input(), Optional.empty(), explain, List.of()),
                duration("--expires", expires));
    }

    private static Optional<Duration> duration(String option, String value) throws CommandFailure {
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> duration = TimeSpan.parse(value);
        if (duration.isEmpty()) {
            throw new CommandFailure(
                    option + " is not a duration (was " + value + ")", "write " + TimeSpan.FORM + ", such as 30s");
        }
        return duration;
    }

    private Optional<String> input() throws Exception {
        return stdin == null ? Optional.empty() : Optional.of(Files.readString(stdin, StandardCharsets.UTF_8));
    }
}
