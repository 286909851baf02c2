package dev.mailshell.newcomer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param line the number of the first line between the fences, from 1
 * @param language what the fence names; may be empty
 * @param lines what is between the fences
 */
record Block(int line, String language, List<String> lines) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final String PROMPT = "$ ";
    private static final Pattern SETTING = Pattern.compile("mailshell\\.[a-z.-]+=\\S+");

    Block {
        lines = List.copyOf(lines);
    }

    /** A command and what the page shows below it. */
    record Exchange(int line, String command, List<String> output) {

        Exchange {
            output = List.copyOf(output);
        }
    }

    /** Those of {@code page}, from top to bottom. */
    static List<Block> of(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher fenced = FENCED.matcher(page);
        while (fenced.find()) {
            int line = 1 + (int) page.substring(0, fenced.start(2)).lines().count();
            blocks.add(new Block(line, fenced.group(1), fenced.group(2).lines().toList()));
        }
        return blocks;
    }

    boolean isForAShell() {
        return language.equals("sh");
    }

    boolean isDialogue() {
        return language.isEmpty() && !lines.isEmpty() && lines.get(0).startsWith(PROMPT);
    }

    boolean isSettings() {
        return language.isEmpty()
                && !lines.isEmpty()
                && lines.stream().allMatch(line -> SETTING.matcher(line).matches());
    }

    /** The commands of a block for a shell, by the numbers of their lines. */
    Map<Integer, String> commands() {
        Map<Integer, String> commands = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                commands.put(line + i, lines.get(i));
            }
        }
        return commands;
    }

    /** The commands of a dialogue, each with what it printed. */
    List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        int end = lines.size();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(PROMPT)) {
                exchanges.add(
                        0, new Exchange(line + i, lines.get(i).substring(PROMPT.length()), lines.subList(i + 1, end)));
                end = i;
            }
        }
        return exchanges;
    }
}
