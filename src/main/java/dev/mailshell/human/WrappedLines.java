package dev.mailshell.human;

import dev.mailshell.model.Reason;
import java.util.List;

/**
 * A command line that a mail program may have broken in two: both halves would run, and mean something else. Programs that write
 * {@code format=flowed} mark such breaks; of others, the length of the lines tells.
 */
final class WrappedLines {

    /** Programs break lines at 70 to 78 characters; some count a little differently. */
    private static final int SHORTEST_LIMIT = 68;

    private static final int LONGEST_LIMIT = 80;

    private WrappedLines() {}

    static void refuse(List<Line> lines) throws UnreadableText {
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (isWrapped(lines.get(i).text(), lines.get(i + 1).text())) {
                throw new UnreadableText(
                        Reason.LINE_WRAPPED,
                        "line " + lines.get(i).number() + " may be half of a line that the mail program has broken",
                        "set the mail program to format=flowed, end the line with \\ if it goes on in the next, or attach a script");
            }
        }
    }

    private static boolean isWrapped(String line, String next) {
        if (line.isBlank() || next.isBlank() || line.endsWith("\\") || Character.isWhitespace(next.charAt(0))) {
            return false;
        }
        int firstWord = next.split("\\s", 2)[0].length();
        return line.length() <= LONGEST_LIMIT && line.length() + 1 + firstWord > SHORTEST_LIMIT;
    }
}
