package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell read}. */
@Command(
        name = "read",
        description =
                "Shows commands and their answers from the files of the home. At a terminal it leafs through them: n, p, a number,"
                        + " /text and q. In a pipe it prints the list, and with an ID that one command with its answers.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell read --home homes/alice", "  mailshell read --home homes/alice 3f2a1b2c"})
final class ReadCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private RecordsOptions options;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A command, by its id or at least 8 of its digits.")
    private String id;

    ReadCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = options.config(context);
        Records records = new Records(config.home());
        if (id != null) {
            print(records, RecordsOptions.find(records, id));
        } else if (options.common().json() || context.terminal().get().isEmpty()) {
            list().print(records.newest(Records.MOST));
        } else {
            try (LineEditor editor = LineEditor.plain()) {
                new Viewer(records, editor.screen(), context, list().now()).run();
            }
        }
        return ExitCode.OK;
    }

    private void print(Records records, SentCommand command) throws IOException {
        if (!options.common().json()) {
            new CommandPage(records, list()).of(command).forEach(context.out()::println);
            return;
        }
        list().print(List.of(command));
        command.answers().stream()
                .map(answer -> records.reply(answer.stem()).flatMap(ReceivedReply::reply))
                .flatMap(Optional::stream)
                .forEach(reply -> Json.printLine(context.out(), reply));
    }

    private CommandList list() {
        return new CommandList(context, options.common().json(), context.clock().instant());
    }
}
