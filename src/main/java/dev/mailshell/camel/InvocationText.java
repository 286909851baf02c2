package dev.mailshell.camel;

import dev.mailshell.model.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a command asks to run, in one text for people: the line as it was written, or the words of a call, quoted where it takes that. */
public final class InvocationText {

    private static final int LONGEST = 4096;

    /** What a reader would not take for one word. */
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[^\\w@%+=:,./-]");

    private InvocationText() {}

    /** As {@link #whole}, but of a long one only the first 4096 characters. */
    static String of(Invocation invocation) {
        String text = whole(invocation);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** All of it. */
    public static String whole(Invocation invocation) {
        if (invocation instanceof Invocation.Line line) {
            return line.text();
        }
        return invocation instanceof Invocation.Argv argv
                ? words(argv.argv())
                : words(named((Invocation.Run) invocation));
    }

    private static List<String> named(Invocation.Run run) {
        List<String> words = new ArrayList<>(List.of(run.name()));
        new TreeMap<>(run.args()).forEach((name, value) -> words.add(name + "=" + value));
        return words;
    }

    private static String words(List<String> words) {
        return String.join(" ", words.stream().map(InvocationText::word).toList());
    }

    private static String word(String word) {
        boolean isPlain = !word.isEmpty() && !NEEDS_QUOTES.matcher(word).find();
        return isPlain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
