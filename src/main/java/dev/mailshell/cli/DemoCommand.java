package dev.mailshell.cli;

import dev.mailshell.model.Invocation;
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
        Invocation.Line line = line(command.isEmpty() ? List.of(DEFAULT) : command);
        try (Demo demo = Demo.start(context)) {
            int exitCode = run(demo, line);
            return interactive ? converse(demo) : exitCode;
        }
    }

    private static Invocation.Line line(List<String> words) throws CommandFailure {
        return Arguments.line(words, "write the command after --, such as mailshell demo -- uptime");
    }

    private int run(Demo demo, Invocation.Line line) throws Exception {
        return new ReplyPrinter(context, common.json()).print(List.of(demo.run(line)));
    }

    private int converse(Demo demo) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int exitCode = ExitCode.OK;
        for (String line = prompt(input); line != null && !line.strip().equals("quit"); line = prompt(input)) {
            if (!line.isBlank()) {
                exitCode = answer(demo, line);
            }
        }
        return exitCode;
    }

    /** What goes wrong with one line ends no conversation. */
    private int answer(Demo demo, String line) throws Exception {
        try {
            return run(demo, line(List.of(line)));
        } catch (CommandFailure e) {
            new Diagnostics(context.err()).error(e.getMessage(), e.hint());
            return e.exitCode();
        }
    }

    private String prompt(BufferedReader input) throws IOException {
        context.err().print("alice> ");
        context.err().flush();
        return input.readLine();
    }
}
