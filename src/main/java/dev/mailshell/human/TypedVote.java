package dev.mailshell.human;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Vote;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a person to a request for an approval: {@code approve} or {@code deny}, and below it the quoted request, or the digest of it
 * in the same line.
 *
 * @param servers that the quoted text says the request is from; empty if it says nothing of that
 */
public record TypedVote(Vote vote, Set<IdentityName> servers) {

    private static final Pattern FIRST_WORD = Pattern.compile("(?i)\\s*(?:approve|deny)(?:\\W.*)?");
    private static final Pattern FIRST_LINE =
            Pattern.compile("(?i)\\s*(approve|deny)\\.?(?:\\s+(?:sha256:)?([0-9a-f]{16,64})\\.?)?\\s*");
    private static final Pattern DIGEST = Pattern.compile("(?i)sha256:([0-9a-f]{64})");
    private static final Pattern SERVER = Pattern.compile("(?i)server:[ \\t]*(\\S+)");
    private static final Pattern QUOTE_MARKS = Pattern.compile("^[>| \\t]+");

    private static final String HINT =
            "leave the quoted request below the first line, or write approve or deny and at least 16 digits of its digest into that line";

    /** Copies {@code servers}. */
    public TypedVote {
        servers = Set.copyOf(servers);
    }

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
        String digest = line.group(2) == null ? only(unquoted) : line.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(
                new TypedVote(new Vote(line.group(1).equalsIgnoreCase("approve"), digest), servers(unquoted)));
    }

    private static String unquoted(String line) {
        return QUOTE_MARKS.matcher(line).replaceFirst("").stripTrailing();
    }

    /** Wherever a mail program broke its line. There must be no other: nobody could tell which of them was meant. */
    private static String only(List<String> lines) throws UnreadableText {
        List<String> digests = DIGEST.matcher(String.join("", lines))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
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

    private static Set<IdentityName> servers(List<String> lines) {
        Set<IdentityName> names = new HashSet<>();
        for (String line : lines) {
            Matcher server = SERVER.matcher(line);
            if (server.matches() && IdentityName.fits(server.group(1))) {
                names.add(new IdentityName(server.group(1)));
            }
        }
        return names;
    }

    private static UnreadableText unclear(String fact) {
        return new UnreadableText(Reason.VOTE_UNCLEAR, fact, HINT);
    }
}
