package dev.mailshell.management;

/**
 * Whether one thing is as it must be.
 *
 * @param name a word of lower case, the same each time
 * @param passed whether it is
 * @param fact in a few words; nothing of a command, of a mail or of who wrote it
 */
public record Check(String name, boolean passed, String fact) {

    /** As one line for people. */
    @Override
    public String toString() {
        return name + (passed ? " ok: " : " FAILED: ") + fact;
    }
}
