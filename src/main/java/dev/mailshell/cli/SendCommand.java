package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.wire.CommandDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell send}. */
@CommandLine.Command(
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
            description = "The servers, such as web1 or web1,db1; @web is a group of groups.yaml, and @all are all.")
    private List<String> servers;

    @Option(
            names = "--expect",
            paramLabel = "N",
            description = "How many servers --to must mean; with another number nothing is sent.")
    private String expect;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "How long to wait for the reply, such as 30s; with --waves, for those of each wave.")
    private String wait;

    @Option(
            names = "--waves",
            paramLabel = "SIZES",
            description =
                    "Send to so many servers first, and to the next when these have ended, such as 1,10%%,50%%; the rest comes last.")
    private String waves;

    @Option(
            names = "--max-errors",
            paramLabel = "N",
            description = "Send no further wave if on more servers it was not done (default: 0).")
    private String maxErrors;

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

    private Optional<Tally> waitedFor = Optional.empty();

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
        Set<IdentityName> targets =
                new Targets(config.home()).of(servers, Arguments.number("--expect", expect, 1, Command.MAX_RECIPIENTS));
        Optional<Duration> patience = Arguments.duration("--wait", wait);
        List<Set<IdentityName>> plan = waves(patience.isPresent()).split(targets);
        int tolerated = maxErrors();
        CommandDraft first = draft(plan.get(0), files);
        Report report = report(targets);
        Tally tally = new Tally(targets);
        try (Interruption interruption = Interruption.bySignal();
                RunningClient running = RunningClient.of(config, context)) {
            ClientAtHand client = new InterruptibleClient(running, interruption);
            Rollout.Launch launch = wave -> {
                interruption.check();
                return Sending.begin(client, wave.equals(first.to()) ? first : draft(wave, files), files);
            };
            try {
                return patience.isPresent()
                        ? rollOut(new Rollout(plan, tolerated, patience.get(), launch, report), report, tally)
                        : sendOnly(launch.to(targets), tally);
            } catch (Interruption.Came came) {
                new LeftInFlight(config.home(), new Diagnostics(context.err())).print(tally);
                return ExitCode.INTERRUPTED;
            }
        }
    }

    /** What became of the command and was shown; empty if nothing was waited for. */
    Optional<Tally> waitedFor() {
        return waitedFor;
    }

    private int rollOut(Rollout rollout, Report report, Tally tally) throws Exception {
        waitedFor = Optional.of(tally);
        return StandardError.goingTo(report.besides(System.err), () -> {
            rollout.run(tally);
            return tally.exitCode();
        });
    }

    private int sendOnly(Sending sending, Tally tally) throws Exception {
        tally.sent(sending.id(), sending.servers());
        sending.awaitSent();
        printId(sending.id());
        return ExitCode.OK;
    }

    private Report report(Set<IdentityName> targets) {
        return targets.size() == 1
                ? Report.ofOneServer(new ReplyPrinter(context, common.json()))
                : new SeveralServers(context, common.json());
    }

    private Waves waves(boolean waits) throws CommandFailure {
        if (waves == null) {
            return Waves.none();
        }
        if (!waits) {
            throw new CommandFailure(
                    "--waves is given without --wait", "say how long each wave may take, such as --wait 30s");
        }
        if (totp != null && !totp.equals(OneTimeCode.ASK)) {
            throw new CommandFailure(
                    "--waves needs a one-time code for each wave (was one)",
                    "write --totp without a value; each is asked for");
        }
        return Waves.of(waves);
    }

    private int maxErrors() throws CommandFailure {
        OptionalInt number = Arguments.number("--max-errors", maxErrors, 0, Command.MAX_RECIPIENTS);
        if (number.isPresent() && waves == null) {
            throw new CommandFailure(
                    "--max-errors is given without --waves",
                    "it decides about the next wave; say how many servers each has, such as --waves 1,10%,50%");
        }
        return number.orElse(0);
    }

    private void printId(UUID id) {
        if (common.json()) {
            Json.printLine(context.out(), Map.of("id", id.toString()));
        } else {
            context.out().println(id);
        }
    }

    private CommandDraft draft(Set<IdentityName> to, Attachments files) throws CommandFailure {
        return new CommandDraft(
                to,
                Arguments.line(command, "write the command after --, and long text into a --stdin file"),
                new CommandOptions(Arguments.duration("--timeout", timeout), files.text(), code(), explain, List.of()),
                Arguments.duration("--expires", expires));
    }

    private Optional<String> code() throws CommandFailure {
        return totp == null ? Optional.empty() : Optional.of(OneTimeCode.of(totp, context));
    }
}
