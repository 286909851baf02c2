package dev.mailshell.cli;

import java.io.Console;
import java.util.Objects;
import java.util.Optional;

/** A person at a terminal. */
@FunctionalInterface
interface Terminal {

    /** Shows {@code question}, which ends with a blank, and waits for the line that is typed; empty at the end of the input. */
    String ask(String question);

    /** That of this process; empty if its input or output is none. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Terminal> ofProcess() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(console -> question -> Objects.requireNonNullElse(console.readLine("%s", question), ""));
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
}
