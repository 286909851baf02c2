package dev.mailshell.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell demo}. */
@Command(
        name = "demo",
        description =
                "Shows one command go by mail and its answer come back: a mail server, a server and a client in this process,"
                        + " with keys that exist only as long as it runs.")
final class DemoCommand implements Callable<Integer> {

    private static final String DEFAULT = "echo \"Hello from $(uname -n)\"; uptime";

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(names = "--interactive", description = "Stay, and take commands until quit.")
    private boolean interactive;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to run, after --.")
    private List<String> command = List.of();

    DemoCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Logs.quiet(common.debug());
        String line = command.isEmpty() ? DEFAULT : String.join(" ", command);
        try (Demo demo = Demo.start(context)) {
            int exitCode = run(demo, line);
            return interactive ? converse(demo) : exitCode;
        }
    }

    private int run(Demo demo, String line) throws Exception {
        return new ReplyPrinter(context, common.json()).print(List.of(demo.run(line)));
    }

    private int converse(Demo demo) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int exitCode = ExitCode.OK;
        for (String line = prompt(input); line != null && !line.strip().equals("quit"); line = prompt(input)) {
            if (!line.isBlank()) {
                exitCode = run(demo, line);
            }
        }
        return exitCode;
    }

    private String prompt(BufferedReader input) throws IOException {
        context.err().print("alice> ");
        context.err().flush();
        return input.readLine();
    }
}
