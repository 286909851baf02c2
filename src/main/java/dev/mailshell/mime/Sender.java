package dev.mailshell.mime;

import dev.mailshell.model.MailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The author whom the header of a mail names. Anybody can write any: it proves nothing.
 *
 * <p>Both parts are in lower case: a domain has no case, and no provider tells two mailboxes apart by it.
 *
 * @param localPart without quotes; it may then hold any character
 * @param domain of letters, digits, dots and hyphens; an international one only as {@code xn--}
 */
public record Sender(String localPart, String domain) {

    private static final Pattern DOT_ATOM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*");
    /** Of each part (RFC 5321 section 4.5.3.1); a pattern calls itself once for each dot. */
    private static final int MAX_LENGTH = 255;

    private static final String SPECIALS = "()<>[]:;@\\,\"";

    /** Turns both to lower case. */
    public Sender {
        localPart = localPart.toLowerCase(Locale.ROOT);
        domain = domain.toLowerCase(Locale.ROOT);
    }

    /** The one address of the one From field (RFC 5322 section 3.6.2); empty if there is not exactly one of each. */
    public static Optional<Sender> of(MimeEntity mail) {
        try {
            return mail.only("From").flatMap(Sender::of);
        } catch (MimeFailure e) {
            // How it is wrong does not matter to anybody: it names no one author.
            return Optional.empty();
        }
    }

    /** The one address that the value of a field From or Sender is. */
    static Optional<Sender> of(String value) {
        try {
            List<Sender> named = all(value);
            return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
        } catch (MimeFailure e) {
            return Optional.empty();
        }
    }

    /**
     * All addresses of one From field.
     *
     * @param value of the field, unfolded; each byte is one character
     * @throws MimeFailure if it is no list of plain addresses; groups (RFC 6854) are none
     */
    public static List<Sender> all(String value) throws MimeFailure {
        FieldScanner scanner = new FieldScanner(value);
        List<Sender> named = new ArrayList<>();
        do {
            named.add(mailbox(scanner));
        } while (scanner.take(','));
        if (!scanner.isAtEnd()) {
            throw MimeFailure.malformed("From is no list of addresses");
        }
        return named;
    }

    private static Sender mailbox(FieldScanner scanner) throws MimeFailure {
        Optional<String> only = words(scanner);
        Sender sender;
        if (scanner.take('<')) {
            scanner.skipGap();
            String localPart = scanner.isAt('"') ? scanner.quoted() : atom(scanner.run(Sender::isAtomText));
            sender = domain(scanner, localPart);
            scanner.require('>');
        } else {
            sender = domain(scanner, only.orElseThrow(() -> MimeFailure.malformed("an address has no local part")));
        }
        scanner.skipGap();
        return sender;
    }

    /** Passes what may be a name before an address; what it says, if it may be a local part. */
    private static Optional<String> words(FieldScanner scanner) throws MimeFailure {
        Optional<String> only = Optional.empty();
        scanner.skipGap();
        for (int count = 0; !scanner.isAtEnd() && !scanner.isAt('<') && !scanner.isAt('@'); count++) {
            boolean quoted = scanner.isAt('"');
            String word = quoted ? scanner.quoted() : scanner.word(Sender::isAtomText);
            boolean fits = count == 0 && (quoted || matches(DOT_ATOM, word));
            only = fits ? Optional.of(word) : Optional.empty();
            scanner.skipGap();
        }
        return only;
    }

    private static Sender domain(FieldScanner scanner, String localPart) throws MimeFailure {
        scanner.skipGap();
        scanner.require('@');
        scanner.skipGap();
        String domain = scanner.run(c -> FieldScanner.isAlphanumeric(c) || c == '.' || c == '-');
        if (!matches(DOMAIN, domain)) {
            throw MimeFailure.malformed("an address has no plain domain");
        }
        scanner.skipGap();
        return new Sender(localPart, domain);
    }

    private static String atom(String localPart) throws MimeFailure {
        if (!matches(DOT_ATOM, localPart)) {
            throw MimeFailure.malformed("an address has no plain local part");
        }
        return localPart;
    }

    private static boolean matches(Pattern form, String part) {
        return part.length() <= MAX_LENGTH && form.matcher(part).matches();
    }

    /** Dots too, which mail programs leave in names, and bytes of other character sets. */
    private static boolean isAtomText(int c) {
        return c > ' ' && c != 127 && SPECIALS.indexOf(c) < 0;
    }

    /** Whether it is that mailbox. */
    public boolean is(MailAddress address) {
        return toString().equals(address.value().toLowerCase(Locale.ROOT));
    }

    /** Local part and domain with {@code @} between them; as a stranger wrote them, so not for a log. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
