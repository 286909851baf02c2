package dev.mailshell.model;

import java.util.List;
import java.util.Map;

/** What a command asks to run; exactly one of three forms. */
public sealed interface Invocation {

    /**
     * A command of the server's catalog.
     *
     * @param name the catalog name
     * @param args the value of each named argument
     */
    record Run(String name, Map<String, String> args) implements Invocation {
        /** Copies {@code args}. */
        public Run {
            args = Map.copyOf(args);
        }
    }

    /**
     * A program and its arguments, run without a shell.
     *
     * @param argv at least the program
     */
    record Argv(List<String> argv) implements Invocation {
        /** @throws InvalidMessage if {@code argv} is empty, or one element holds a NUL character */
        public Argv {
            argv = List.copyOf(argv);
            if (argv.isEmpty()) {
                throw new InvalidMessage(Reason.COMMAND_INVALID, "argv is empty (expected at least the program)");
            }
            if (argv.stream().anyMatch(element -> element.indexOf('\0') >= 0)) {
                throw new InvalidMessage(Reason.COMMAND_INVALID, "an element of argv holds a NUL character");
            }
        }
    }

    /**
     * Free text: a catalog name with its values in order, or a line for the shell where the policy has one.
     *
     * @param text not blank
     */
    record Line(String text) implements Invocation {
        /** The longest line, in UTF-16 units; Linux takes 128 KiB in one argument. */
        public static final int MAX_LENGTH = 32 * 1024;

        /** @throws InvalidMessage if {@code text} is blank, too long, or holds a NUL character */
        public Line {
            if (text.isBlank()) {
                throw new InvalidMessage(Reason.COMMAND_INVALID, "the command line is blank");
            }
            if (text.length() > MAX_LENGTH) {
                throw new InvalidMessage(
                        Reason.COMMAND_INVALID,
                        "the command line is too long (was " + text.length() + " characters, expected at most "
                                + MAX_LENGTH + ")");
            }
            if (text.indexOf('\0') >= 0) {
                throw new InvalidMessage(Reason.COMMAND_INVALID, "the command line holds a NUL character");
            }
        }
    }
}
