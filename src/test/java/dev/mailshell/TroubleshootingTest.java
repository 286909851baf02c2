package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The symptoms of docs/troubleshooting.md are those that the program shows. */
class TroubleshootingTest {

    private static final Pattern SYMPTOM = Pattern.compile("(?m)^(?:### |\\| )`([a-z][^`]* [^`]*)`");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("docs", "troubleshooting.md"));
    }

    @Test
    void quotesWhatTheProgramSays() throws IOException {
        String program = program();
        List<String> symptoms = all(SYMPTOM);

        assertThat(symptoms).hasSizeGreaterThan(5).allSatisfy(symptom -> assertThat(program)
                .contains(symptom));
    }

    @Test
    void namesCodesThatThereAre() {
        assertThat(all(CODE))
                .hasSizeGreaterThan(20)
                .filteredOn(code -> !code.equals("AUDIT_"))
                .isSubsetOf(Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    private List<String> all(Pattern pattern) {
        return pattern.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String program() throws IOException {
        StringBuilder program = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                program.append(Files.readString(file));
            }
        }
        return program.toString();
    }
}
