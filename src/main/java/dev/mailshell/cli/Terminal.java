package dev.mailshell.cli;

import java.io.Console;
import java.util.Objects;
import java.util.Optional;

/** A person at a terminal. */
@FunctionalInterface
interface Terminal {

    /** Shows {@code question}, which ends with a blank, and waits for the line that is typed; empty at the end of the input. */
    String ask(String question);

    /** As above; where the terminal can do that, what is typed is not shown. */
    default String askHidden(String question) {
        return ask(question);
    }

    /** That of this process; empty if its input or output is none. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Terminal> ofProcess() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(OfConsole::new);
    }

    /** JDK 22 has a console also where there is no terminal, and this to ask it; an older one has neither. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a console cannot say whether it is a terminal", e);
        }
    }

    /** The one that the JVM has. */
    record OfConsole(Console console) implements Terminal {

        @Override
        public String ask(String question) {
            return Objects.requireNonNullElse(console.readLine("%s", question), "");
        }

        @Override
        public String askHidden(String question) {
            char[] typed = console.readPassword("%s", question);
            return typed == null ? "" : new String(typed);
        }
    }
}
