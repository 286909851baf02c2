package dev.mailshell.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One plain addr-spec (RFC 5322 section 3.4.1) without comments, quotes or folding: {@code web1@mail.test}.
 *
 * @param value at most 254 ASCII characters, one {@code @}
 */
public record MailAddress(String value) {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,187}[A-Za-z0-9])?");

    /** @throws InvalidMessage with {@link Reason#ADDRESS_INVALID} if {@code value} has another form */
    public MailAddress {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidMessage(Reason.ADDRESS_INVALID, "the mail address is not of the form name@domain");
        }
    }

    /** What is behind the {@code @}. */
    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    /** The same mailbox as most of the world names it, for who compares: no provider tells two apart by the case of letters. */
    public MailAddress inLowerCase() {
        return new MailAddress(value.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
