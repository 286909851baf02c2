package dev.mailshell.human;

import dev.mailshell.model.Reason;

/** A signed mail of a person that cannot be read as a command. The message holds nothing of the text. */
public final class UnreadableText extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String hint;

    UnreadableText(Reason reason, String fact, String hint) {
        super(fact);
        this.reason = reason;
        this.hint = hint;
    }

    /** Why it cannot be read; never null. */
    public Reason reason() {
        return reason;
    }

    /** What its writer can do; never null or empty. */
    public String hint() {
        return hint;
    }
}
