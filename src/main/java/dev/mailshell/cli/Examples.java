package dev.mailshell.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The examples with which the help of each command ends; they stand in the footer of its class. */
final class Examples {

    static final String HEADING = "%nExamples:%n";

    private static final String GOES_ON = " \\";

    private Examples() {}

    /** Each as one line, as somebody would type it; empty if a command has none. */
    static List<String> of(CommandSpec command) {
        List<String> examples = new ArrayList<>();
        StringBuilder example = new StringBuilder();
        for (String line : command.usageMessage().footer()) {
            boolean goesOn = line.endsWith(GOES_ON);
            String words = goesOn ? line.substring(0, line.length() - GOES_ON.length()) : line;
            example.append(example.isEmpty() ? "" : " ").append(words.strip());
            if (!goesOn) {
                examples.add(example.toString());
                example.setLength(0);
            }
        }
        return examples;
    }
}
