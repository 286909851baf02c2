package dev.mailshell.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that cannot be understood.
 *
 * @param fact what is wrong with it
 * @param hint what to type instead
 */
record UsageError(String fact, String hint) {

    static UsageError of(ParameterException e) {
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched, help);
        }
        if (e instanceof MissingParameterException missing) {
            String names = missing.getMissing().stream().map(UsageError::name).collect(Collectors.joining(", "));
            return new UsageError(names + " is missing", help);
        }
        String message = e.getMessage();
        return new UsageError(Character.toLowerCase(message.charAt(0)) + message.substring(1), help);
    }

    private static UsageError unknown(UnmatchedArgumentException e, String help) {
        String argument = e.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        List<String> suggestions = e.getSuggestions();
        String hint = suggestions.isEmpty() ? help : "did you mean " + suggestions.get(0) + "? " + help;
        if (argument.startsWith("-")) {
            return new UsageError("unknown option " + argument, hint);
        }
        String kind = command.getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
        return new UsageError(kind + argument, hint);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
