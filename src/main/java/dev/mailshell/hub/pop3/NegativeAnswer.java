package dev.mailshell.hub.pop3;

/** A command is answered {@code -ERR}; the session goes on. Its message is for the client, and for no log. */
final class NegativeAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mistake;

    private NegativeAnswer(String text, boolean mistake) {
        super(text, null, false, false);
        this.mistake = mistake;
    }

    /** What the client asked for cannot be had; {@code text} may begin with a response code (RFC 2449 section 8). */
    static NegativeAnswer of(String text) {
        return new NegativeAnswer(text, false);
    }

    /** What the client sent should never be sent; after a number of those the session ends. */
    static NegativeAnswer mistake(String text) {
        return new NegativeAnswer(text, true);
    }

    boolean isMistake() {
        return mistake;
    }
}
