package dev.mailshell.model;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a client names a command: by its whole id, or by how that begins. What begins so is looked for among the commands that the client
 * may see, and has to be one of them only.
 *
 * @param digits 8 to 32 hexadecimal digits in lower case, without the hyphens of the id
 */
public record CommandRef(String digits) {

    private static final int WHOLE = 32;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8,32}");

    /** @throws InvalidMessage if it is neither an id nor how one begins */
    public CommandRef {
        if (!DIGITS.matcher(digits).matches()) {
            throw new InvalidMessage(
                    Reason.ARGUMENT_REFUSED, "no id of a command (expected all of it, or at least its first 8 digits)");
        }
    }

    /**
     * Reads what a client wrote; hyphens and capitals do not count.
     *
     * @throws InvalidMessage if it is neither an id nor how one begins
     */
    public static CommandRef of(String text) {
        return new CommandRef(text.strip().replace("-", "").toLowerCase(Locale.ROOT));
    }

    /** The id, if all of it is given. */
    public Optional<UUID> whole() {
        return digits.length() == WHOLE
                ? Optional.of(new UUID(
                        Long.parseUnsignedLong(digits.substring(0, WHOLE / 2), 16),
                        Long.parseUnsignedLong(digits.substring(WHOLE / 2), 16)))
                : Optional.empty();
    }

    /** How the text of each id begins that it may mean, with hyphens. */
    public String beginning() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i == 8 || i == 12 || i == 16 || i == 20) {
                text.append('-');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** As {@link #beginning()}. */
    @Override
    public String toString() {
        return beginning();
    }
}
