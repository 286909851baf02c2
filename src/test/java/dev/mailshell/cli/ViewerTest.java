package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.FinalStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerTest {

    private static final String LIST = " -- n next, p previous, a number opens, /text searches, q ends\n";
    private static final String PAGE = " -- n next, p previous, /text searches, q goes back\n";

    @TempDir
    Path directory;

    private ClientFiles files;

    @BeforeEach
    void layOut() throws IOException {
        files = new ClientFiles(directory.resolve("alice"));
        files.sent(ClientFiles.id("3f2a1b2c"), Cli.NOW, "web1,db1", "uptime");
        files.reply(ClientFiles.id("3f2a1b2c") + ".web1", "web1", FinalStatus.DONE, 0, Cli.NOW, " up 3 days\n", "");
        UUID failed = ClientFiles.id("7be01c55");
        files.sent(failed, Cli.NOW.plusSeconds(60), "web1", "cat /etc/motd");
        files.reply(failed.toString(), "web1", FinalStatus.FAILED, 1, Cli.NOW, "a\u001b[2Jb\tc\n", "cat: no\n");
    }

    /** What a terminal of so many lines shows while these lines are typed, and then the end of the input. */
    private String view(int rows, String... typed) throws IOException {
        Typed screen = new Typed(rows, new ArrayDeque<>(List.of(typed)), new StringBuilder());
        PrintStream none = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        CliContext context = new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), none, none);
        new Viewer(new Records(files.home()), screen, context, Cli.NOW).run();
        return screen.shown.toString();
    }

    private record Typed(int rows, Queue<String> typed, StringBuilder shown) implements PageDisplay {

        @Override
        public int columns() {
            return 80;
        }

        @Override
        public void show(String line) {
            shown.append(line).append('\n');
        }

        @Override
        public Optional<String> ask(String prompt) {
            Optional<String> line = Optional.ofNullable(typed.poll());
            shown.append(prompt).append(line.orElse("^D")).append('\n');
            return line;
        }
    }

    @Test
    void listsTheCommandsAndOpensOne() throws IOException {
        assertThat(view(24, "1", "q", "q"))
                .isEqualTo("1  7be01c55  2026-11-20T10:01:00Z  web1      failed, exit code 1  cat /etc/motd\n"
                        + "2  3f2a1b2c  2026-11-20T10:00:00Z  db1,web1  1 of 2 answered      uptime\n"
                        + "-- 1 to 2 of 2" + LIST
                        + "read> 1\n"
                        + "id: 7be01c55-d4e5-4f60-8123-456789abcdef\n"
                        + "written: 2026-11-20T10:01:00Z\n"
                        + "to: web1\n"
                        + "state: failed, exit code 1\n"
                        + "$ cat /etc/motd\n"
                        + "\n"
                        + "--- web1: failed, exit code 1 ---\n"
                        + "a?[2Jb        c\n"
                        + "--- stderr ---\n"
                        + "cat: no\n"
                        + "-- 1 to 10 of 10" + PAGE
                        + "read 1> q\n"
                        + view(24, "q"));
    }

    @Test
    void showsThatAnAnswerDoesNotFitTheAuditLog() throws IOException {
        Files.writeString(
                files.home().replies().resolve(ClientFiles.id("7be01c55") + ".audit"),
                "error: AUDIT_ROLLED_BACK, the audit log of web1 was rolled\u001b[8m back\nhint: look at that server\n");

        assertThat(view(24, "1", "q", "q"))
                .contains(
                        """
                        --- web1: failed, exit code 1 ---
                        warning: AUDIT_ROLLED_BACK, the audit log of web1 was rolled?[8m back
                        hint: look at that server
                        a?[2Jb        c
                        """);
    }

    @Test
    void showsWhatTheDocumentShows() throws IOException {
        String shown = view(24, "1", "q", "q");

        assertThat(Files.readString(Path.of("docs", "shell.md")))
                .contains("```\n" + shown.substring(0, shown.indexOf("read 1> q\n")) + "read 1> q\n```\n");
    }

    @Test
    void leafsForwardAndBack() throws IOException {
        String shown = view(3, "n", "n", "p", "q");

        assertThat(prompts(shown)).isEqualTo("1 to 1 of 2, 2 to 2 of 2, 2 to 2 of 2, 1 to 1 of 2");
    }

    @Test
    void aWordOnWhatWasTypedStaysOnTheScreenWithThePage() throws IOException {
        String shown = view(4, "what", "q");

        assertThat(shown.substring(shown.indexOf("what is neither")).lines()).hasSize(4);
    }

    @Test
    void endsWithEnterOnTheLastPageAndAtTheEndOfTheInput() throws IOException {
        assertThat(prompts(view(3, "", "", "never"))).isEqualTo("1 to 1 of 2, 2 to 2 of 2");
        assertThat(prompts(view(3))).isEqualTo("1 to 1 of 2");
    }

    @Test
    void searchesCommandsAndAnswers() throws IOException {
        String shown = view(24, "/UP 3 days", "1", "q", "/", "/nowhere", "q");

        assertThat(prompts(shown))
                .isEqualTo("1 to 2 of 2, 1 to 1 of 1, 1 to 10 of 10, 1 to 1 of 1, 1 to 2 of 2, 1 to 2 of 2");
        assertThat(shown).contains("read 1> q", "nothing has nowhere in it\n", " up 3 days\n");
    }

    @Test
    void searchesWithinOneAnswer() throws IOException {
        UUID id = ClientFiles.id("00000001");
        files.sent(id, Cli.NOW.plusSeconds(90), "web1", "seq");
        String out = IntStream.range(0, 50).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        files.reply(id.toString(), "web1", FinalStatus.DONE, 0, Cli.NOW, out, "");

        String shown = view(13, "1", "/line 30", "/line 0", "q", "q");

        // Line 30 is the 38th: seven lines come before line 0.
        assertThat(prompts(shown)).contains("1 to 10 of 57, 31 to 40 of 57, 31 to 40 of 57, ");
        assertThat(shown).contains("no line below has line 0 in it\n");
    }

    @Test
    void saysWhatCannotBeMeant() throws IOException {
        assertThat(view(24, "3", "0", "1", "7", "q", "q"))
                .contains("3 is neither a number of the list nor one of n, p, /text and q\n")
                .contains("0 is neither a number")
                .contains("7 is none of n, p, /text and q\n");
    }

    @Test
    void wrapsALineThatIsLongerThanTheTerminal() throws IOException {
        UUID id = ClientFiles.id("00000001");
        files.sent(id, Cli.NOW.plusSeconds(90), "web1", "x");
        files.reply(id.toString(), "web1", FinalStatus.DONE, 0, Cli.NOW, "y".repeat(81), "");

        assertThat(view(24, "1", "q", "q")).contains("y".repeat(80) + "\ny\n-- 1 to 9 of 9");
    }

    private static String prompts(String shown) {
        return shown.lines()
                .filter(line -> line.startsWith("-- "))
                .map(line -> line.substring(3, line.indexOf(" -- ")))
                .collect(Collectors.joining(", "));
    }
}
