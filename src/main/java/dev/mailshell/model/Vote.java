package dev.mailshell.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an approver says of a command that waits for approvals.
 *
 * @param approves whether it may run; if not, it never will
 * @param digest of the request, in lower-case hex; at least its first 16 digits
 */
public record Vote(boolean approves, String digest) {

    /** The words that a vote begins with; no catalog command has one of these as its name. */
    public static final List<String> NAMES = List.of("approve", "deny");

    private static final String EXPECTED =
            "(expected approve or deny, then the digest of the request or at least its first 16 digits)";
    private static final Pattern FORM =
            Pattern.compile("(approve|deny)\\.?\\s+(?:sha256:)?([0-9a-f]{16,64})\\.?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIRST_WORD = Pattern.compile("(?is)(?:approve|deny)\\.?(?:\\s.*)?");

    /**
     * The vote that a line or an argv is; empty for any other command.
     *
     * @throws InvalidMessage if it begins as a vote and is none
     */
    public static Optional<Vote> of(Invocation invocation) {
        Optional<String> text = text(invocation);
        if (text.isEmpty() || !FIRST_WORD.matcher(text.get()).matches()) {
            return Optional.empty();
        }
        Matcher vote = FORM.matcher(text.get());
        if (!vote.matches()) {
            throw new InvalidMessage(Reason.VOTE_UNCLEAR, "this is no vote " + EXPECTED);
        }
        return Optional.of(new Vote(
                vote.group(1).equalsIgnoreCase("approve"), vote.group(2).toLowerCase(Locale.ROOT)));
    }

    /** As it is written in a command line. */
    public String line() {
        return (approves ? "approve " : "deny ") + digest;
    }

    private static Optional<String> text(Invocation invocation) {
        if (invocation instanceof Invocation.Line line) {
            return Optional.of(line.text().strip());
        }
        return invocation instanceof Invocation.Argv argv
                ? Optional.of(String.join(" ", argv.argv()))
                : Optional.empty();
    }
}
