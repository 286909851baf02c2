package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell sync}. */
@Command(
        name = "sync",
        description =
                "Sends what waits, takes what is in the mailbox, prints one line for each answer that came, and ends. Where a client"
                        + " runs in the home, that one does it all the time.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell sync --home homes/alice"})
final class SyncCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private RecordsOptions records;

    @Option(names = "--wait", defaultValue = "2m", paramLabel = "TIME", description = "How long at most (default: 2m).")
    private String wait;

    SyncCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = records.config(context);
        Duration atMost = Arguments.duration("--wait", wait).orElseThrow();
        Logs.quiet(records.common().debug());
        try (RunningClient client = RunningClient.of(config, context)) {
            new Sync(context, config.home(), records.common().json()).run(client, atMost);
        }
        return ExitCode.OK;
    }
}
