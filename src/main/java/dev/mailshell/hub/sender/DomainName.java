package dev.mailshell.hub.sender;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name in the DNS that may stand in a header field and in a reply as it is.
 *
 * @param value labels of lower-case letters, digits, hyphens and underscores with a dot between two; at most 253 characters
 */
public record DomainName(String value) {

    private static final int MAX_LENGTH = 253;
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*+");

    /** Throws {@link IllegalArgumentException} if {@code value} has another form. */
    public DomainName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a domain name");
        }
    }

    private static boolean isValid(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
    }

    /** What {@code text} names, in any case of its letters and with or without the dot at the end; empty if it is no name. */
    static Optional<DomainName> of(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String lower = name.toLowerCase(Locale.ROOT);
        return isValid(lower) ? Optional.of(new DomainName(lower)) : Optional.empty();
    }

    int labels() {
        return (int) value.chars().filter(c -> c == '.').count() + 1;
    }

    /** The last {@code count} labels, at least one, at most all. */
    DomainName last(int count) {
        int start = value.length();
        for (int labels = 0; labels < count && start >= 0; labels++) {
            start = value.lastIndexOf('.', start - 1);
        }
        return new DomainName(value.substring(start + 1));
    }

    /** Whether it is {@code other} or below it. */
    boolean isWithin(DomainName other) {
        return equals(other) || value.endsWith("." + other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
