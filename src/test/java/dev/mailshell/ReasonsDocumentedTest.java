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
import org.junit.jupiter.api.Test;

class ReasonsDocumentedTest {

    /** Code, meaning, who learns of it, what to do, where it is decided. */
    private static final Pattern ROW = Pattern.compile(
            "\\| `([A-Z_]+)` \\| [^|]+\\. \\| (silent|answered|local)[^|]* \\| [^|]+[.?] \\| [^|]+ \\|");

    @Test
    void theDocumentNamesEachReasonOnceAndNoOther() throws IOException {
        List<String> documented;
        try (Stream<String> lines = Files.lines(Path.of("docs", "reasons.md"))) {
            documented = lines.map(ROW::matcher)
                    .filter(row -> row.matches())
                    .map(row -> row.group(1))
                    .toList();
        }

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::name).toList());
    }
}
