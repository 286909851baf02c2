package dev.mailshell.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of the Dockerfile, in their order, without comments, each on one line. */
record Dockerfile(List<Instruction> instructions) {

    private static final Pattern COMMENT = Pattern.compile("(?m)^#.*\\R?");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\R\\s*");
    private static final Pattern LINE = Pattern.compile("(?m)^([A-Z]+) (.+)$");
    private static final Pattern JSON_WORD = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_.]+)=(\"[^\"]*\"|\\S+)");

    /** Such as {@code USER} and {@code mailshell}. */
    record Instruction(String keyword, String arguments) {}

    static Dockerfile read() throws IOException {
        String text = COMMENT.matcher(Files.readString(Path.of("Dockerfile"))).replaceAll("");
        List<Instruction> instructions = new ArrayList<>();
        Matcher line = LINE.matcher(CONTINUED.matcher(text).replaceAll(""));
        while (line.find()) {
            instructions.add(new Instruction(line.group(1), line.group(2)));
        }
        return new Dockerfile(List.copyOf(instructions));
    }

    /** From its {@code FROM} to before the next one; 0 is what stands before the first. */
    Dockerfile stage(int number) {
        List<Instruction> stage = new ArrayList<>();
        int current = 0;
        for (Instruction instruction : instructions) {
            if (instruction.keyword().equals("FROM")) {
                current++;
            }
            if (current == number) {
                stage.add(instruction);
            }
        }
        return new Dockerfile(List.copyOf(stage));
    }

    /** The arguments of each instruction of that keyword. */
    List<String> all(String keyword) {
        return instructions.stream()
                .filter(instruction -> instruction.keyword().equals(keyword))
                .map(Instruction::arguments)
                .toList();
    }

    /** The arguments of the only instruction of that keyword. */
    String only(String keyword) {
        List<String> all = all(keyword);
        if (all.size() != 1) {
            throw new IllegalStateException("the Dockerfile has " + all.size() + " lines " + keyword);
        }
        return all.get(0);
    }

    /** The words of the JSON list of the only instruction of that keyword. */
    List<String> words(String keyword) {
        return JSON_WORD
                .matcher(only(keyword))
                .results()
                .map(word -> word.group(1))
                .toList();
    }

    /** What all instructions of that keyword set, such as {@code ENV}. */
    Map<String, String> variables(String keyword) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String arguments : all(keyword)) {
            VARIABLE.matcher(arguments)
                    .results()
                    .forEach(variable ->
                            variables.put(variable.group(1), variable.group(2).replace("\"", "")));
        }
        return variables;
    }
}
