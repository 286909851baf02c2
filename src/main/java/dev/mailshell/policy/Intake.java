package dev.mailshell.policy;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Reason;
import java.util.Optional;

/** What a request brings beside its arguments: something to read, files. */
record Intake(boolean stdin, boolean files) {

    static Intake of(CommandOptions options) {
        return new Intake(options.hasStdin(), !options.filesInDirectory().isEmpty());
    }

    /**
     * {@code resolution} of {@code command}, unless there is what it does not take.
     *
     * @param takesStdin whether it reads standard input
     * @param takesFiles whether it takes files into its directory
     */
    Resolution taken(CatalogCommand command, boolean takesStdin, boolean takesFiles, Resolution resolution) {
        boolean suits = (!stdin || takesStdin) && (!files || takesFiles);
        if (suits || resolution instanceof Resolution.Refused) {
            return resolution;
        }
        boolean tooMuchToRead = stdin && !takesStdin;
        String send = "send it without " + (tooMuchToRead ? "stdin" : "files");
        return new Resolution.Refused(
                command.place(),
                Reason.ARGUMENT_REFUSED,
                "the command " + command.name() + " takes no " + (tooMuchToRead ? "standard input" : "files"),
                Optional.of(
                        command instanceof CatalogCommand.Own
                                ? send
                                : send + ", or ask the operator of this server for "
                                        + (tooMuchToRead ? "stdin" : "files") + ": true in its entry"));
    }
}
