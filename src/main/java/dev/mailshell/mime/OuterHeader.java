package dev.mailshell.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the unsigned header of a received mail may be used for: threading the answer, and not answering machines. Nothing of it is
 * proof of anything.
 *
 * @param messageId if there is exactly one of plain form
 * @param automatic the sign that a machine wrote the mail, such as {@code List-Id}; empty if there is none
 * @param sender whom it names as its author; empty if that is not exactly one address
 * @param hops how often it was handed on (RFC 5321 section 6.3)
 */
public record OuterHeader(
        Optional<MessageId> messageId, Optional<String> automatic, Optional<Sender> sender, int hops) {

    /** So often no mail is handed on that finds its way (RFC 5321 section 6.3). */
    public static final int MAX_HOPS = 100;

    /** The sign of a mail by which a mail server reports on another one (RFC 6522). */
    public static final String REPORT = "multipart/report";

    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    /** Reads the facts of a mail. A server ignores mail that is {@code automatic}; replies are, so a client must not. */
    public static OuterHeader of(MimeEntity mail) throws MimeFailure {
        List<String> ids = mail.all("Message-ID");
        Optional<MessageId> id = ids.size() == 1 ? MessageId.of(ids.get(0)) : Optional.empty();
        return new OuterHeader(
                id, automaticSign(mail), Sender.of(mail), mail.all("Received").size());
    }

    /** RFC 3834 section 2, RFC 2369, RFC 2919, and the custom of older list software. */
    private static Optional<String> automaticSign(MimeEntity mail) throws MimeFailure {
        // First, since it says most: a mail that came back has the signs below as well.
        if (mail.mediaType().is(REPORT)) {
            return Optional.of(REPORT);
        }
        if (mail.all("Auto-Submitted").stream()
                .anyMatch(value -> !keyword(value).equals("no"))) {
            return Optional.of("Auto-Submitted");
        }
        if (mail.all("Return-Path").stream()
                .anyMatch(value -> value.replace(" ", "").equals("<>"))) {
            return Optional.of("Return-Path");
        }
        if (mail.fields().stream()
                .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).startsWith("list-"))) {
            return Optional.of("List-");
        }
        return mail.all("Precedence").stream().anyMatch(value -> BULK.contains(keyword(value)))
                ? Optional.of("Precedence")
                : Optional.empty();
    }

    private static String keyword(String value) {
        int end = 0;
        while (end < value.length() && (Character.isLetter(value.charAt(end)) || value.charAt(end) == '-')) {
            end++;
        }
        return value.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
