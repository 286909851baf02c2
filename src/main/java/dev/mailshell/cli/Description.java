package dev.mailshell.cli;

/** What the annotation of a command or of an option says it is for, as one line of text. */
final class Description {

    private Description() {}

    /** {@code lines} as picocli shows them: {@code %n} ends a line there, and {@code %%} is a percent sign. */
    static String text(String... lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%");
    }
}
