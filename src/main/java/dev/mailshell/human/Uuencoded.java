package dev.mailshell.human;

import dev.mailshell.model.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without its uuencoded files (POSIX {@code uuencode}, of either kind), and these.
 *
 * @param rest the other lines, with their numbers
 */
record Uuencoded(List<Line> rest, List<InputFile> files) {

    private static final Pattern BEGIN = Pattern.compile("begin(-base64)? [0-7]{3,4} (\\S.*)");
    private static final String END = "end";
    private static final String END_OF_BASE64 = "====";
    /** What a data line may begin with: a space or ` for none, then up to M for 45 bytes. */
    private static final int MAX_LINE = 'M' - ' ';

    static Uuencoded extract(List<Line> lines) throws UnreadableText {
        List<Line> rest = new ArrayList<>();
        List<InputFile> files = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher begin = BEGIN.matcher(lines.get(i).text());
            if (!begin.matches()) {
                rest.add(lines.get(i));
                continue;
            }
            boolean base64 = begin.group(1) != null;
            int end = end(lines, i, base64 ? END_OF_BASE64 : END);
            List<Line> data = lines.subList(i + 1, end);
            byte[] bytes = base64 ? base64(lines.get(i), data) : uudecoded(data);
            files.add(new InputFile(begin.group(2).strip(), out -> out.write(bytes)));
            i = end;
        }
        return new Uuencoded(rest, files);
    }

    private static int end(List<Line> lines, int begin, String mark) throws UnreadableText {
        for (int i = begin + 1; i < lines.size(); i++) {
            if (lines.get(i).text().strip().equals(mark)) {
                return i;
            }
        }
        throw malformed(lines.get(begin), "does not end");
    }

    private static byte[] uudecoded(List<Line> data) throws UnreadableText {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (Line line : data) {
            decode(line, decoded);
        }
        return decoded.toByteArray();
    }

    private static byte[] base64(Line begin, List<Line> data) throws UnreadableText {
        StringBuilder text = new StringBuilder();
        data.forEach(line -> text.append(line.text().strip()));
        try {
            return Base64.getDecoder().decode(text.toString());
        } catch (IllegalArgumentException e) {
            UnreadableText refusal = malformed(begin, "is not of base64");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static void decode(Line line, ByteArrayOutputStream target) throws UnreadableText {
        String text = line.text();
        int count = text.isBlank() ? 0 : value(line, text.charAt(0));
        int groups = (count + 2) / 3;
        if (count > MAX_LINE || text.stripTrailing().length() > 1 + 4 * groups + 1) {
            throw malformed(line, "has a line of another length than it says");
        }
        for (int group = 0; group < groups; group++) {
            int bits = 0;
            for (int i = 1 + 4 * group; i < 5 + 4 * group; i++) {
                // Mail programs drop spaces at the end of a line, and each stands for zeros.
                bits = bits << 6 | (i < text.length() ? value(line, text.charAt(i)) : 0);
            }
            for (int i = 0; i < Math.min(3, count - 3 * group); i++) {
                target.write(bits >> (16 - 8 * i));
            }
        }
    }

    private static int value(Line line, char c) throws UnreadableText {
        if (c < ' ' || c > '`') {
            throw malformed(line, "has a character that uuencode does not write");
        }
        return (c - ' ') & 0x3F;
    }

    private static UnreadableText malformed(Line line, String fault) {
        return new UnreadableText(
                Reason.TEXT_UNREADABLE,
                "the uuencoded file at line " + line.number() + " " + fault,
                "attach the file instead; a mail program may change lines of a text");
    }
}
