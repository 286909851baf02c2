package dev.mailshell.policy;

import dev.mailshell.model.CommandOptions;

/** What a request brings for the program beside its arguments: something to read, files in its directory. */
record Intake(boolean stdin, boolean files) {

    static Intake of(CommandOptions options) {
        return new Intake(options.hasStdin(), !options.filesInDirectory().isEmpty());
    }

    /** Whether a program takes all of it. A shell always does. */
    boolean suits(CatalogCommand.Program program) {
        return (!stdin || program.stdin()) && (!files || program.files());
    }
}
