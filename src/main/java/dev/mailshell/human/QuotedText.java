package dev.mailshell.human;

import dev.mailshell.model.Reason;
import java.util.List;
import java.util.regex.Pattern;

/** What a mail program leaves of another mail in an answer or a forwarded mail: none of it must run. */
final class QuotedText {

    /** Such as {@code -----Original Message-----}, in whatever language, but not the frame of a key in PEM; or Outlook's line. */
    private static final Pattern MARK = Pattern.compile("\\s*(?:-{4,}+(?!BEGIN |END )\\s*\\S[^-]*-{4,}|_{10,})\\s*");

    private QuotedText() {}

    static void refuse(List<Line> lines) throws UnreadableText {
        for (Line line : lines) {
            if (line.text().startsWith(">") || MARK.matcher(line.text()).matches()) {
                throw new UnreadableText(
                        Reason.QUOTED_TEXT,
                        "line " + line.number() + " is of a quoted or forwarded mail",
                        "delete what is quoted, or write a new mail; write -- alone into a line below the command to end it");
            }
        }
    }
}
