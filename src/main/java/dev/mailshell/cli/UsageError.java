package dev.mailshell.cli;

import dev.mailshell.config.Nearest;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            return new UsageError(names + (lacksValue(missing) ? " needs a value" : " is missing"), help);
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            return unusable(e.getArgSpec(), e.getValue(), help);
        }
        String message = e.getMessage();
        return new UsageError(Character.toLowerCase(message.charAt(0)) + message.substring(1), help);
    }

    private static UsageError unusable(ArgSpec argument, String value, String help) {
        if (!argument.type().isEnum()) {
            return new UsageError(
                    name(argument) + " cannot be used (was " + value + ", expected " + argument.paramLabel() + ")",
                    help);
        }
        String choices = Stream.of(argument.type().getEnumConstants())
                .map(choice -> choice.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new UsageError(
                name(argument) + " is none of what there is (was " + value + ", expected one of " + choices + ")",
                help);
    }

    /** Whether the option is there, but nothing behind it; only the wording of the library tells. */
    private static boolean lacksValue(MissingParameterException e) {
        return e.getMessage().startsWith("Missing required parameter for option");
    }

    private static UsageError unknown(UnmatchedArgumentException e, String help) {
        String argument = e.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        String hint = meant(e, argument)
                .map(name -> "did you mean " + name + "? " + help)
                .orElse(help);
        if (argument.startsWith("-")) {
            return new UsageError("unknown option " + argument, hint);
        }
        String kind = command.getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
        return new UsageError(kind + argument, hint);
    }

    /** The library compares letters by frequency, and misses two that are swapped. */
    private static Optional<String> meant(UnmatchedArgumentException e, String argument) {
        return Nearest.of(argument, e.getCommandLine().getSubcommands().keySet(), 2)
                .or(() -> e.getSuggestions().stream().findFirst());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
