package dev.mailshell.model;

import java.util.regex.Pattern;

/**
 * The short name of a party, such as {@code web1} or {@code alice}. It is safe as a file name, in a log line and in a mail
 * header.
 *
 * @param value 1 to 63 of {@code a-z 0-9 -}, beginning and ending with a letter or a digit
 */
public record IdentityName(String value) implements Comparable<IdentityName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws InvalidMessage with {@link Reason#NAME_INVALID} if {@code value} has another form */
    public IdentityName {
        if (!fits(value)) {
            throw new InvalidMessage(
                    Reason.NAME_INVALID,
                    "the name is not 1 to 63 of a-z, 0-9 and - (was " + value.length() + " characters)");
        }
    }

    /** Whether {@code text} is a name. */
    public static boolean fits(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(IdentityName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
