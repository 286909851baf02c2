package dev.mailshell.human;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Vote;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a person to a request for an approval: {@code approve} or {@code deny}, and below it the quoted request, or the server and
 * the digest in the same line.
 *
 * @param server that the text says the request is from; nothing but that keeps another server from handing the vote on
 */
public record TypedVote(Vote vote, IdentityName server) {

    private static final Pattern FIRST_WORD = Pattern.compile("(?i)\\s*(?:approve|deny)(?:\\W.*)?");
    private static final Pattern FIRST_LINE = Pattern.compile(
            "(?i)\\s*(?<word>approve|deny)\\.?(?:(?:\\s+(?<server>[a-z0-9-]{1,63}))?\\s+(?:sha256:)?(?<digest>[0-9a-f]{16,64})\\.?)?\\s*");
    /** The mark in one line, since a request never holds it but before its own digest; the digits wherever a mail program broke them. */
    private static final Pattern DIGEST = Pattern.compile("(?i)sha256:((?:\n?[0-9a-f]){64})");

    private static final Pattern SERVER = Pattern.compile("(?i)server:[ \\t]*(\\S+)");
    private static final Pattern QUOTE_MARKS = Pattern.compile("^[>| \\t]+");

    private static final String HINT =
            "leave the quoted request below the first line, or write into that line approve or deny, the name of the server and at least 16"
                    + " digits of the digest";

    /**
     * The vote that a text is; empty for any other text.
     *
     * @throws UnreadableText if it begins as a vote and does not say, of exactly one request, yes or no
     */
    static Optional<TypedVote> read(PlainText plain) throws UnreadableText {
        List<String> lines = Characters.withPlainSpaces(plain.text()).lines().toList();
        Optional<String> first = lines.stream().filter(line -> !line.isBlank()).findFirst();
        if (first.isEmpty() || !FIRST_WORD.matcher(first.get()).matches()) {
            return Optional.empty();
        }
        Matcher line = FIRST_LINE.matcher(first.get());
        if (!line.matches()) {
            throw unclear("the first line holds more than approve or deny and a digest");
        }
        List<String> unquoted = lines.stream().map(TypedVote::unquoted).toList();
        String digest = line.group("digest") == null ? digest(unquoted) : lowerCase(line.group("digest"));
        IdentityName server = line.group("server") == null ? server(unquoted) : named(lowerCase(line.group("server")));
        return Optional.of(new TypedVote(new Vote(line.group("word").equalsIgnoreCase("approve"), digest), server));
    }

    private static String unquoted(String line) {
        return QUOTE_MARKS.matcher(line).replaceFirst("").stripTrailing();
    }

    /** There must be no other: nobody could tell which of them was meant. */
    private static String digest(List<String> lines) throws UnreadableText {
        List<String> digests = DIGEST.matcher(String.join("\n", lines))
                .results()
                .map(found -> lowerCase(found.group(1).replace("\n", "")))
                .distinct()
                .toList();
        if (digests.size() != 1) {
            throw unclear(
                    digests.isEmpty()
                            ? "the text holds no digest of a request"
                            : "the text holds the digests of " + digests.size() + " requests");
        }
        return digests.get(0);
    }

    private static IdentityName server(List<String> lines) throws UnreadableText {
        List<String> names = lines.stream()
                .map(SERVER::matcher)
                .filter(Matcher::matches)
                .map(server -> lowerCase(server.group(1)))
                .distinct()
                .toList();
        if (names.size() != 1) {
            throw unclear(
                    names.isEmpty()
                            ? "the text does not say which server asked"
                            : "the text names " + names.size() + " servers that asked");
        }
        return named(names.get(0));
    }

    private static IdentityName named(String name) throws UnreadableText {
        if (!IdentityName.fits(name)) {
            throw unclear("what the text says of the server is no name");
        }
        return new IdentityName(name);
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static UnreadableText unclear(String fact) {
        return new UnreadableText(Reason.VOTE_UNCLEAR, fact, HINT);
    }
}
