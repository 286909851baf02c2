package dev.mailshell.config;

/** A password. It never prints itself; whoever needs the text has to {@link #reveal()} it. */
public final class Secret {

    private final String text;

    /** Keeps {@code text}. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself: for a login, never for a log or a message. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
