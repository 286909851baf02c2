package dev.mailshell.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A script by which fish completes. */
final class FishCompletion {

    /** A command is named by the first words of a line: no option comes before it. */
    private static final String FUNCTIONS =
            """
            # Completion of mailshell for fish.

            # Whether the line begins with these commands.
            function __mailshell_at
                set -l words (commandline -opc)
                for i in (seq (count $argv))
                    set -l at (math $i + 1)
                    test "$words[$at]" = "$argv[$i]"; or return 1
                end
            end

            # Whether the line so far is these commands and nothing else.
            function __mailshell_only
                test (count (commandline -opc)) -eq (math (count $argv) + 1); and __mailshell_at $argv
            end

            # The servers that the home of this line trusts.
            function __mailshell_servers
                set -l home .
                set -q MAILSHELL_HOME; and set home $MAILSHELL_HOME
                set -l words (commandline -opc)
                for i in (seq (count $words))
                    set -l next (math $i + 1)
                    test "$words[$i]" = --home; and set home $words[$next]
                end
                for server in $home/trust/servers/*/
                    basename $server
                end
            end

            complete -c mailshell -f
            """;

    private static final int LONGEST = 60;

    private final StringBuilder script = new StringBuilder(FUNCTIONS);

    private FishCompletion() {}

    static String of(CommandSpec mailshell) {
        FishCompletion completion = new FishCompletion();
        completion.add(mailshell, List.of());
        return completion.script.toString();
    }

    private void add(CommandSpec command, List<String> path) {
        command.optionsMap().values().stream().distinct().forEach(option -> add(option, path));
        for (CommandLine each : command.subcommands().values()) {
            CommandSpec subcommand = each.getCommandSpec();
            line("__mailshell_only", path, " -a " + subcommand.name(), description(subcommand.usageMessage()));
            List<String> deeper = new ArrayList<>(path);
            deeper.add(subcommand.name());
            add(subcommand, deeper);
        }
        if (command.positionalParameters().stream().anyMatch(each -> takesFile(each.type()))) {
            line("__mailshell_at", path, " -F", "");
        }
    }

    private void add(OptionSpec option, List<String> path) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        line("__mailshell_at", path, names + value(option), first(option.description()));
    }

    private static String value(OptionSpec option) {
        if (option.longestName().equals("--to")) {
            return " -x -a '(__mailshell_servers)'";
        }
        if (option.arity().min() == 0) {
            return "";
        }
        if (option.type().isEnum()) {
            return " -x -a " + quoted(option.paramLabel().replace('|', ' '));
        }
        boolean isListOfFiles = option.auxiliaryTypes().length > 0 && takesFile(option.auxiliaryTypes()[0]);
        return takesFile(option.type()) || isListOfFiles ? " -r -F" : " -x";
    }

    private static boolean takesFile(Class<?> type) {
        return type == Path.class;
    }

    private void line(String condition, List<String> path, String what, String description) {
        String when = path.isEmpty() ? condition : condition + " " + String.join(" ", path);
        script.append("complete -c mailshell -n ").append(quoted(when)).append(what);
        if (!description.isEmpty()) {
            script.append(" -d ").append(quoted(description));
        }
        script.append('\n');
    }

    private static String description(UsageMessageSpec usage) {
        return first(usage.description());
    }

    /** Its first sentence or, of a long one, the first clause: a menu has room for no more. */
    private static String first(String[] description) {
        String text = description.length == 0 ? "" : Description.text(description[0]);
        String sentence = text.split("\\.(\\s|$)", 2)[0];
        return sentence.length() <= LONGEST ? sentence : sentence.split("[:;,]\\s", 2)[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
