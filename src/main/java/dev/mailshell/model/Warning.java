package dev.mailshell.model;

/**
 * Something that will go wrong unless somebody acts.
 *
 * @param message the fact; 1 to {@link #MAX_LENGTH} characters
 * @param hint what to do; at most as long, may be empty
 */
public record Warning(String message, String hint) {

    /** The most characters of each text. */
    public static final int MAX_LENGTH = 500;

    /** @throws InvalidMessage if a text is too long, or {@code message} is empty */
    public Warning {
        if (message.isEmpty() || message.length() > MAX_LENGTH || hint.length() > MAX_LENGTH) {
            throw new InvalidMessage(
                    Reason.REPLY_INVALID,
                    "a warning is empty or too long (expected at most " + MAX_LENGTH + " characters)");
        }
    }
}
