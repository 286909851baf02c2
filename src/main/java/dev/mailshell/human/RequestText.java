package dev.mailshell.human;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request for an approval, as its approver gets it.
 *
 * @param digest what a vote names it by, a SHA-256 in lower-case hex
 * @param text fit for a terminal; its lines end with LF
 */
public record RequestText(String digest, String text) {

    private static final Pattern REQUEST = Pattern.compile("request: sha256:([0-9a-f]{64})");

    /**
     * The request that {@code signed} is.
     *
     * @throws UnreadableText if it is none
     * @throws IOException if the entity cannot be read; as a {@link dev.mailshell.mime.MimeFailure} if it is malformed
     */
    public static RequestText read(MimeEntity signed) throws UnreadableText, IOException {
        List<String> lines = PlainText.read(SignedText.of(signed).text())
                .text()
                .lines()
                .map(Printable::line)
                .toList();
        List<String> digests = lines.stream()
                .map(REQUEST::matcher)
                .filter(Matcher::matches)
                .map(request -> request.group(1))
                .toList();
        if (digests.size() != 1) {
            throw new UnreadableText(
                    Reason.CONTENT_TYPE_REFUSED,
                    "the signed text is neither a reply to a program nor a request for an approval",
                    "it stays in the mailbox, where a mail program shows it");
        }
        return new RequestText(
                digests.get(0), lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }
}
