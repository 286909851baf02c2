package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.Documents;
import dev.mailshell.newcomer.Guide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each block of commands in a document is carried out by {@code .ci/newcomer}, taken from the page by a test, or has a comment before it: the tests or the scripts of
 * {@code .ci} that run such commands, which have its verbs, options and programs in their sources, or why none can.
 */
class DocumentedBlocksTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)(?:^<!-- ([^\\n]*) -->\\n)?^```(\\w*)\\n(.*?)^```$");
    private static final String PROGRAMS = "(curl|diff|gpg|install|kadmin\\.local|mvn|openssl|tar)\\b";
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?:\\$ |#!|(?:\\./)?mailshell |\\./|bench/|" + PROGRAMS + ")");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^(?:\\$ )?" + PROGRAMS);
    private static final Pattern RUN_BY = Pattern.compile("run by ([\\w./-]+(?:, [\\w./-]+)*)");
    private static final Pattern NOT_RUN = Pattern.compile("not run: \\w.{9,}");
    private static final Pattern TAKEN = Pattern.compile("\\.command\\(([^;]*?)(?:\\.replace|;)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, String> sources = new HashMap<>();

    @BeforeEach
    void readTests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }

    @BeforeEach
    void readScripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".ci"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.toString(), Files.readString(file));
            }
        }
    }

    @Test
    void eachBlockOfCommandsIsRunOrSaysWhyNot() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path document : Documents.ofNow()) {
            if (!Guide.PAGES.contains(document.toString())) {
                BLOCK.matcher(Files.readString(document))
                        .results()
                        .filter(block -> block.group(2).equals("sh")
                                || COMMAND.matcher(block.group(3)).find())
                        .forEach(block -> fault(document, Optional.ofNullable(block.group(1)), block.group(3))
                                .ifPresent(fault ->
                                        faults.add(document + ": " + fault + ": " + firstLine(block.group(3)))));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void aCommentThatProvesNothingIsAFault() {
        Path page = Path.of("docs", "page.md");

        assertThat(fault(page, Optional.empty(), "ls\n")).isPresent();
        assertThat(fault(page, Optional.of("not run: "), "ls\n")).isPresent();
        assertThat(fault(page, Optional.of("run by NoSuchTest"), "mailshell sync\n"))
                .isPresent();
        assertThat(fault(page, Optional.of("run by BackupCommandTest"), "mailshell totp status\n"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("totp"));
    }

    private Optional<String> fault(Path document, Optional<String> comment, String block) {
        if (takenByATest(document, block)) {
            return Optional.empty();
        }
        if (comment.isEmpty()) {
            return Optional.of("no comment says what runs it");
        }
        if (NOT_RUN.matcher(comment.get()).matches()) {
            return Optional.empty();
        }
        if (!RUN_BY.matcher(comment.get()).matches()) {
            return Optional.of("a comment that is neither \"run by\" nor \"not run\" with a reason");
        }
        List<String> tests = List.of(comment.get().substring("run by ".length()).split(", "));
        if (!sources.keySet().containsAll(tests)) {
            return Optional.of("a test that is not there");
        }
        return words(block)
                .filter(word ->
                        tests.stream().noneMatch(test -> sources.get(test).contains(word)))
                .findFirst()
                .map(word -> "the tests do not have " + word);
    }

    private boolean takenByATest(Path document, String block) {
        String read = "DocumentedShell.read(\"" + document.getFileName() + "\")";
        return sources.values().stream().anyMatch(source -> source.contains(read) && takes(source, block));
    }

    /** By all that it asks for, or by one of several texts where it chooses. */
    private static boolean takes(String source, String block) {
        return TAKEN.matcher(source).results().anyMatch(call -> {
            List<String> asked = LITERAL.matcher(call.group(1))
                    .results()
                    .map(literal -> literal.group(1).replace("\\\"", "\""))
                    .toList();
            return !asked.isEmpty()
                    && block.contains(asked.get(0))
                    && (asked.size() == 1 || asked.stream().skip(1).anyMatch(block::contains));
        });
    }

    /** Verbs and options of our calls; of other programs their names. */
    private static Stream<String> words(String block) {
        Stream<String> ours = DocumentedCalls.inCode(block).stream().flatMap(call -> {
            List<String> words = new ArrayList<>();
            for (var level = DocumentedCalls.parsed(call).subcommand(); level != null; level = level.subcommand()) {
                words.add(level.commandSpec().name());
                level.matchedOptions().forEach(option -> words.add(option.longestName()));
            }
            return words.stream();
        });
        Stream<String> others = PROGRAM.matcher(block).results().map(program -> program.group(1));
        return Stream.concat(ours, others).filter(word -> !word.equals("--home"));
    }

    private static String firstLine(String block) {
        return block.lines().findFirst().orElse("");
    }
}
