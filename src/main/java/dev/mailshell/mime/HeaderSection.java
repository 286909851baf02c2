package dev.mailshell.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header of a mail that is only passed on: nothing of its body is looked at.
 *
 * <p>Limits: 64 KiB and 200 fields.
 *
 * @param fields in order
 */
public record HeaderSection(List<HeaderField> fields) {

    /** Copies {@code fields}. */
    public HeaderSection {
        fields = List.copyOf(fields);
    }

    /**
     * Reads it from the beginning of {@code mail}, which is read on for some bytes and not closed.
     *
     * @throws MimeFailure if there is none, or it is beyond a limit
     * @throws IOException if {@code mail} cannot be read
     */
    public static HeaderSection read(InputStream mail) throws IOException {
        return new HeaderSection(HeaderReader.of(mail).fields());
    }

    /** The one address of the one From field; empty if there is not exactly one of each. */
    public Optional<Sender> author() {
        List<String> from = values("From");
        return from.size() == 1 ? Sender.of(from.get(0)) : Optional.empty();
    }

    /** The one address of the Sender field (RFC 5322 section 3.6.2), if it is there; empty if it is not, or is another than one address. */
    public Optional<Sender> sender() {
        List<String> sender = values("Sender");
        return sender.size() == 1 ? Sender.of(sender.get(0)) : Optional.empty();
    }

    /**
     * Whoever the fields of that name say the mail is from.
     *
     * @throws MimeFailure if one of them is no list of plain addresses
     */
    public List<Sender> named(String name) throws MimeFailure {
        List<Sender> named = new ArrayList<>();
        for (String value : values(name)) {
            named.addAll(Sender.all(value));
        }
        return named;
    }

    /** How often it was handed on (RFC 5321 section 6.3). */
    public int hops() {
        return values("Received").size();
    }

    /** The values of all fields of that name, in order. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(HeaderField::value)
                .toList();
    }
}
