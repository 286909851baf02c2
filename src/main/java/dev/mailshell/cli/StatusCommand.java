package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell status}. */
@Command(
        name = "status",
        description =
                "Shows how far the newest commands are, or the one that is named, from the files of the home and without any"
                        + " connection. With --online it asks the servers that have not answered yet.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell status --home homes/alice", "  mailshell status --home homes/alice --online 3f2a1b2c"})
final class StatusCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private RecordsOptions records;

    @Option(names = "--last", defaultValue = "20", paramLabel = "N", description = "How many to show (default: 20).")
    private String last;

    @Option(names = "--online", description = "Ask the servers that have not answered yet.")
    private boolean online;

    @Option(
            names = "--wait",
            defaultValue = "30s",
            paramLabel = "TIME",
            description = "How long to wait for their answers (default: 30s).")
    private String wait;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A command, by its id or at least 8 of its digits.")
    private String id;

    StatusCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = records.config(context);
        Records home = new Records(config.home());
        int most = Arguments.number("--last", last, 1, Records.MOST).orElseThrow();
        List<SentCommand> commands = id == null ? home.newest(most) : List.of(RecordsOptions.find(home, id));
        CommandList list = list();
        if (id == null || records.common().json()) {
            list.print(commands);
        } else {
            SentCommand one = commands.get(0);
            list.details(one, home.command(one).orElse(one.line())).forEach(context.out()::println);
        }
        return online ? ask(config, commands) : ExitCode.OK;
    }

    private int ask(MailshellConfig config, List<SentCommand> commands) {
        Inquiry inquiry = new Inquiry(context, config.home(), records.common().json(), wait);
        int exitCode = ExitCode.OK;
        for (SentCommand command : commands) {
            List<String> silent =
                    command.unanswered().stream().map(server -> server.value()).toList();
            if (!silent.isEmpty() && (id != null || command.isInFlight(list().now()))) {
                int code = inquiry.ask(silent, "status " + command.id());
                exitCode = exitCode == ExitCode.OK ? code : exitCode;
            }
        }
        return exitCode;
    }

    private CommandList list() {
        return new CommandList(context, records.common().json(), context.clock().instant());
    }
}
