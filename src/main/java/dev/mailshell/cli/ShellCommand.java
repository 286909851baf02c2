package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell shell}. */
@Command(
        name = "shell",
        description =
                "Takes lines such as \"send web1 uptime\", sync, read, status, jobs and quit, and announces answers as they come. It"
                        + " runs the client of the home, unless another does. In a pipe, send waits for the answer, and the exit code"
                        + " is that of the last line.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell shell --home homes/alice"})
final class ShellCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private RecordsOptions options;

    @Option(
            names = "--wait",
            defaultValue = "30s",
            paramLabel = "TIME",
            description = "In a pipe: how long a send waits for its answer (default: 30s).")
    private String wait;

    ShellCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = options.config(context);
        Arguments.duration("--wait", wait);
        Logs.quiet(options.common().debug());
        try (RunningClient client = RunningClient.of(config, context)) {
            client.require();
            return context.terminal().get().isPresent()
                    ? new TypedShell(context, config, client).run()
                    : new Shell(context, config.home(), client, () -> list(config), Optional.of(wait))
                            .run(new PipedInput(System.in));
        }
    }

    private void list(MailshellConfig config) throws IOException {
        new CommandList(context, false, context.clock().instant())
                .print(new Records(config.home()).newest(Records.MOST));
    }
}
