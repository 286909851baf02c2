package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.VerdictText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell policy explain}. */
@Command(
        name = "explain",
        description =
                "Says what the policy of a server decides on a command of a client, and runs nothing. Rates count as if nothing"
                        + " had run before. The exit code is 254 if it is denied.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell policy explain --home homes/web1 --client alice -- uptime"})
final class PolicyExplainCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(names = "--client", required = true, paramLabel = "NAME", description = "Who sends the command.")
    private String client;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it is decided, such as 2026-11-20T10:00:00Z (default: now).")
    private String at;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --, joined by spaces.")
    private List<String> command;

    PolicyExplainCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws ConfigFailure, CommandFailure {
        Verdict verdict = PolicyFile.read(common.home(context.environment()).policy())
                .decide(
                        name(),
                        Arguments.line(command, "write the command after --"),
                        new CommandOptions(Optional.empty(), Optional.empty(), Optional.empty(), true, List.of()),
                        History.NONE,
                        time());
        if (common.json()) {
            Json.print(context.out(), VerdictJson.of(verdict));
        } else {
            VerdictText.of(verdict).forEach(context.out()::println);
        }
        return verdict instanceof Verdict.Denied ? ExitCode.DENIED : ExitCode.OK;
    }

    private IdentityName name() throws CommandFailure {
        try {
            return new IdentityName(client);
        } catch (InvalidMessage e) {
            throw new CommandFailure(
                    "--client is not the name of a client (was " + client + ", expected 1 to 63 of a-z, 0-9 and -)",
                    "mailshell keys list shows the clients",
                    e);
        }
    }

    private Instant time() throws CommandFailure {
        try {
            return at == null
                    ? context.clock().instant()
                    : OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    "--at is not a time (was " + at + ")", "write it as 2026-11-20T10:00:00Z, or with +01:00", e);
        }
    }
}
