package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.ServerGroups;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell jobs}. */
@Command(
        name = "jobs",
        description =
                "Shows the commands of which an answer is still to come, from the files of the home and without any connection."
                        + " With --online it asks the servers what they run.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell jobs --home homes/alice", "  mailshell jobs --home homes/alice --online --to web1"})
final class JobsCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private RecordsOptions records;

    @Option(names = "--online", description = "Ask the servers for their jobs.")
    private boolean online;

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "SERVER",
            description = "With --online: which servers to ask (default: all that this home knows).")
    private List<String> servers = List.of();

    @Option(
            names = "--wait",
            defaultValue = "30s",
            paramLabel = "TIME",
            description = "With --online: how long to wait for their answers (default: 30s).")
    private String wait;

    JobsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = records.config(context);
        boolean json = records.common().json();
        if (online) {
            return new Inquiry(context, config.home(), json, wait).ask(asked(config.home()), "jobs");
        }
        Instant now = context.clock().instant();
        List<SentCommand> commands = new Records(config.home())
                .newest(Records.MOST).stream()
                        .filter(command -> command.isInFlight(now))
                        .toList();
        new CommandList(context, json, now).print(commands);
        return ExitCode.OK;
    }

    private List<String> asked(Home home) throws IOException {
        return servers.isEmpty()
                ? ServerGroups.known(home).stream().map(IdentityName::value).toList()
                : servers;
    }
}
