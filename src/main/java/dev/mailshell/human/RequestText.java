package dev.mailshell.human;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request for an approval, as its approver gets it.
 *
 * @param digest what a vote names it by, a SHA-256 in lower-case hex
 * @param text fit for a terminal; its lines end with LF
 */
public record RequestText(String digest, String text) {

    private static final String MARK = "request: sha256:";
    private static final Pattern REQUEST = Pattern.compile(MARK + "[0-9a-f]{64}");

    /**
     * The request that {@code signed} is, of {@code server}, which has signed it.
     *
     * @throws UnreadableText if it is none, or a vote on it would count for something else than it shows
     * @throws IOException if the entity cannot be read; as a {@link dev.mailshell.mime.MimeFailure} if it is malformed
     */
    public static RequestText read(MimeEntity signed, IdentityName server) throws UnreadableText, IOException {
        List<String> lines =
                PlainText.read(SignedText.of(signed).text()).text().lines().toList();
        List<String> marks =
                lines.stream().filter(line -> REQUEST.matcher(line).matches()).toList();
        if (marks.size() != 1) {
            throw new UnreadableText(
                    Reason.CONTENT_TYPE_REFUSED,
                    "the signed text is neither a reply to a program nor a request for an approval",
                    "it stays in the mailbox, where a mail program shows it");
        }
        String digest = marks.get(0).substring(MARK.length());
        requireSame(digest, server, asked(lines.subList(lines.indexOf(marks.get(0)) + 1, lines.size())));
        return new RequestText(
                digest, joined(lines.stream().map(Printable::line).toList()));
    }

    /** What stands between the two empty lines. */
    private static List<String> asked(List<String> below) {
        return below.stream().skip(1).takeWhile(line -> !line.isEmpty()).toList();
    }

    private static void requireSame(String digest, IdentityName server, List<String> asked) throws UnreadableText {
        boolean isOfServer = asked.stream().limit(1).anyMatch(("server: " + server)::equals);
        if (!isOfServer || !digestOf(joined(asked)).equals(digest)) {
            throw new UnreadableText(
                    Reason.CONTENT_TYPE_REFUSED,
                    "the request of " + server + " has the digest of another one, or names another server",
                    "do not approve it: a vote on it counts for something else than it shows");
        }
    }

    private static String digestOf(String text) {
        return Sha256.ofContent(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
