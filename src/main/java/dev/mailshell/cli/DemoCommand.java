package dev.mailshell.cli;

import dev.mailshell.model.Invocation;
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
                        + " with keys that exist only as long as it runs.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell demo", "  mailshell demo -- 'uname -a; exit 3'", "  mailshell demo --interactive"})
final class DemoCommand implements Callable<Integer> {

    private static final String DEFAULT = "echo \"Hello from $(uname -n)\"; uptime";

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(names = "--interactive", description = "Stay, and take commands until quit or Ctrl-D.")
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
        Cursor cursor = new Cursor();
        CliContext shown = context.showing(cursor.following(context.out()), cursor.following(context.err()));
        try (Demo demo = Demo.start(shown)) {
            int exitCode = run(demo, line, shown);
            return interactive
                    ? new Conversation(System.in, shown.err(), cursor).hold(next -> answer(demo, next, shown))
                    : exitCode;
        }
    }

    private static Invocation.Line line(List<String> words) throws CommandFailure {
        return Arguments.line(words, "write the command after --, such as mailshell demo -- uptime");
    }

    private int run(Demo demo, Invocation.Line line, CliContext shown) throws Exception {
        ReceivedReply answer = demo.run(line);
        new ReplyPrinter(shown, common.json()).print(answer);
        return Ending.of(answer).exitCode();
    }

    /** What goes wrong with one line ends no conversation. */
    private int answer(Demo demo, String line, CliContext shown) throws Exception {
        try {
            return run(demo, line(List.of(line)), shown);
        } catch (CommandFailure e) {
            new Diagnostics(shown.err()).error(e.getMessage(), e.hint());
            return e.exitCode();
        }
    }
}
