package dev.mailshell.cli;

import dev.mailshell.model.Invocation;
import java.util.Map;
import java.util.stream.Collectors;

/** What a command asks to run, for people. */
final class CommandLineText {

    private CommandLineText() {}

    /** The line as it was written, or the program or name with its arguments. */
    static String of(Invocation invocation) {
        if (invocation instanceof Invocation.Line line) {
            return line.text();
        }
        if (invocation instanceof Invocation.Argv argv) {
            return String.join(" ", argv.argv());
        }
        Invocation.Run run = (Invocation.Run) invocation;
        String args = run.args().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(arg -> " " + arg.getKey() + "=" + arg.getValue())
                .collect(Collectors.joining());
        return run.name() + args;
    }
}
