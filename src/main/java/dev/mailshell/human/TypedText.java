package dev.mailshell.human;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that is a command, taken apart.
 *
 * @param first what stands above the command
 * @param command its lines, joined by LF
 * @param files that were uuencoded in it
 */
record TypedText(FirstLines first, String command, List<InputFile> files) {

    static TypedText read(PlainText plain) throws UnreadableText {
        Uuencoded uuencoded = addressed(plain);
        FirstLines first = FirstLines.read(uuencoded.rest());
        List<Line> command = below(first, uuencoded);
        QuotedText.refuse(command);
        if (!plain.flowed()) {
            WrappedLines.refuse(command);
        }
        return new TypedText(first, joined(command), uuencoded.files());
    }

    /** The first uuencoded file is the command, the others are its files; nothing else stands below the first lines. */
    static TypedText readScript(PlainText plain) throws UnreadableText, IOException {
        Uuencoded uuencoded = addressed(plain);
        FirstLines first = FirstLines.read(uuencoded.rest());
        if (uuencoded.files().isEmpty() || !below(first, uuencoded).isEmpty()) {
            throw new UnreadableText(
                    Reason.NOT_ENCRYPTED,
                    "the mail is signed and not encrypted, and not a uuencoded script alone",
                    "encrypt it");
        }
        List<InputFile> files = uuencoded.files();
        String script = PlainText.utf8(files.get(0).content());
        return new TypedText(first, script.strip(), files.subList(1, files.size()));
    }

    private static List<Line> below(FirstLines first, Uuencoded uuencoded) {
        return withoutBlankEnds(
                uuencoded.rest().subList(first.length(), uuencoded.rest().size()));
    }

    private static Uuencoded addressed(PlainText plain) throws UnreadableText {
        List<Line> lines = withoutBlankEnds(Line.of(Characters.withPlainSpaces(plain.text())));
        if (lines.isEmpty() || !FirstLines.isFirst(lines.get(0))) {
            throw new UnreadableText(
                    Reason.NOT_A_COMMAND,
                    "the signed text does not begin with the name of a server",
                    "write @web1 into the first line, with nothing above it, or approve or deny above a request;"
                            + " what is quoted or forwarded does not run");
        }
        Uuencoded uuencoded = Uuencoded.extract(withoutSignature(lines));
        Characters.check(uuencoded.rest());
        return uuencoded;
    }

    /** RFC 3676 section 4.3; some programs drop the space. */
    private static List<Line> withoutSignature(List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).text().stripTrailing().equals("--")) {
                return lines.subList(0, i);
            }
        }
        return lines;
    }

    private static List<Line> withoutBlankEnds(List<Line> lines) {
        int start = 0;
        int end = lines.size();
        while (start < end && lines.get(start).isBlank()) {
            start++;
        }
        while (end > start && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(start, end);
    }

    private static String joined(List<Line> lines) throws UnreadableText {
        if (lines.isEmpty()) {
            throw FirstLines.invalid("there is no command below the first lines", "write it below an empty line");
        }
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.text()));
        return String.join("\n", texts).strip();
    }
}
