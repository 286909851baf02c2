package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mailshell.Documents;
import dev.mailshell.newcomer.Guide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A command line that a document prints is one that the program takes. */
class DocumentedCommandsTest {

    @TestFactory
    Stream<DynamicTest> eachCommandLineParses() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : Documents.ofNow()) {
            for (String call : DocumentedCalls.in(Files.readString(document))) {
                tests.add(DynamicTest.dynamicTest(
                        document + ": " + call,
                        () -> assertThatCode(() -> DocumentedCalls.parsed(call)).doesNotThrowAnyException()));
            }
        }
        return tests.stream();
    }

    @Test
    void findsCallsInBlocksAndInSpans() {
        String document =
                "Say `mailshell send --x`, not `mailshell keys`:\n```sh\n./mailshell a 'b c' # d\n$ mailshell -e\nx mailshell -f\n```\n";

        assertThat(DocumentedCalls.in(document)).containsExactly("a 'b c' # d", "-e", "send --x");
        assertThat(DocumentedCalls.words("a 'b c' # d")).containsExactly("a", "b c");
    }

    @Test
    void theGuidesHaveCallsOfEveryMainCommand() throws IOException {
        List<String> verbs = new ArrayList<>();
        for (String page : Guide.PAGES) {
            DocumentedCalls.in(Files.readString(Path.of(page)))
                    .forEach(call -> verbs.add(DocumentedCalls.words(call).get(0)));
        }

        assertThat(verbs)
                .contains("demo", "keys", "policy", "server", "client", "hub", "send", "sync", "status", "shell");
    }
}
