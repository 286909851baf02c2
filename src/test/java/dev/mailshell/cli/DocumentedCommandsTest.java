package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** A command line that a document prints is one that the program takes. */
class DocumentedCommandsTest {

    private static final List<Path> DOCUMENTS = List.of(
            Path.of("README.md"),
            Path.of("keys-template", "README.md"),
            Path.of("docs", "audit.md"),
            Path.of("docs", "policy.md"),
            Path.of("docs", "policy-cookbook.md"),
            Path.of("docs", "built-in-commands.md"),
            Path.of("docs", "enrolment.md"),
            Path.of("docs", "second-factor.md"),
            Path.of("docs", "approvals.md"),
            Path.of("docs", "containers.md"),
            Path.of("docs", "doctor.md"),
            Path.of("docs", "hub.md"),
            Path.of("docs", "operations.md"),
            Path.of("docs", "providers.md"),
            Path.of("docs", "sending.md"),
            Path.of("docs", "service.md"),
            Path.of("docs", "shell.md"));
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern CALL = Pattern.compile("(?m)^(?:\\$ )?(?:\\./)?mailshell (.*)$");
    private static final Pattern ONLY_NAMES = Pattern.compile("[a-z |]+");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TestFactory
    Stream<DynamicTest> eachCommandLineParses() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            for (String call : calls(Files.readString(document))) {
                tests.add(DynamicTest.dynamicTest(document + ": " + call, () -> assertThatCode(() -> parse(call))
                        .doesNotThrowAnyException()));
            }
        }
        return tests.stream();
    }

    @Test
    void findsCallsInBlocksAndInSpans() {
        String document =
                "Say `mailshell send --x`, not `mailshell keys`:\n```sh\n./mailshell a 'b c' # d\n$ mailshell -e\nx mailshell -f\n```\n";

        assertThat(calls(document)).containsExactly("a 'b c' # d", "-e", "send --x");
        assertThat(words("a 'b c' # d")).containsExactly("a", "b c");
    }

    @Test
    void theReadmeHasCallsOfEveryMainCommand() throws IOException {
        assertThat(calls(Files.readString(Path.of("README.md"))).stream()
                        .map(call -> words(call).get(0)))
                .contains("demo", "keys", "policy", "server", "client", "hub", "send", "sync", "status", "shell");
    }

    private static List<String> calls(String document) {
        List<String> calls = new ArrayList<>();
        CODE_BLOCK.matcher(document).results().forEach(block -> calls.addAll(callsIn(block.group(1))));
        String prose = CODE_BLOCK.matcher(document).replaceAll("");
        CODE_SPAN.matcher(prose).results().forEach(span -> calls.addAll(callsIn(span.group(1))));
        // In prose, a name without options speaks of a command and does not call it.
        calls.removeIf(call -> ONLY_NAMES.matcher(call).matches());
        return calls;
    }

    private static List<String> callsIn(String code) {
        return CALL.matcher(code).results().map(match -> match.group(1)).toList();
    }

    private static void parse(String call) {
        CliContext context = new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), System.out, System.err);
        CommandLine.ParseResult result =
                MailshellCommand.commandLine(context).parseArgs(words(call).toArray(String[]::new));
        assertThat(result.hasSubcommand()).isTrue();
    }

    /** As a shell splits it: quotes hold together, a comment ends the line, and so does where the output goes. */
    private static List<String> words(String call) {
        return WORD.matcher(call.replaceFirst("\\s#.*", "").replaceFirst("\\s> \\S+$", ""))
                .results()
                .map(DocumentedCommandsTest::unquoted)
                .toList();
    }

    private static String unquoted(MatchResult word) {
        return word.group(1) != null ? word.group(1) : word.group(2);
    }
}
