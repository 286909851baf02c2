package dev.mailshell.mime;

import dev.mailshell.model.MailAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message identifier (RFC 5322 section 3.6.4) in its plain form, safe in a header.
 *
 * @param value with its angle brackets: {@code <left@right>}, at most 250 printable ASCII characters
 */
public record MessageId(String value) {

    private static final Pattern FORM =
            Pattern.compile("<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,120}@[A-Za-z0-9.!#$%&'*+/=?^_`{|}~:\\[\\]-]{1,120}>");

    /** @throws IllegalArgumentException if {@code value} has another form */
    public MessageId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a message identifier of the form <left@right>");
        }
    }

    /** The identifier that {@code text} is; empty if it is none that we would write ourselves. */
    public static Optional<MessageId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MessageId(text)) : Optional.empty();
    }

    /** A new one, at the domain of {@code sender}; 128 bits of it are random. */
    public static MessageId fresh(SecureRandom random, MailAddress sender) {
        byte[] left = new byte[16];
        random.nextBytes(left);
        String value = sender.value();
        String domain = value.substring(value.indexOf('@') + 1);
        // The limit of our own form; uniqueness is in the left side.
        String right = domain.length() > 120 ? "mailshell.invalid" : domain;
        return new MessageId("<" + HexFormat.of().formatHex(left) + "@" + right + ">");
    }

    @Override
    public String toString() {
        return value;
    }
}
