package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Patience;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mailshell read} as a person sees it. A golden file says what is typed, and what is shown then. */
class ReadScreensTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MAILSHELL_IMAP_HOST", "127.0.0.1",
            "MAILSHELL_SMTP_HOST", "127.0.0.1",
            "MAILSHELL_IMAP_PASSWORD", "x",
            "MAILSHELL_SMTP_PASSWORD", "x");

    @TempDir
    static Path directory;

    @BeforeAll
    static void layOut() throws Exception {
        TestHomes.create(
                directory,
                List.of(new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"))),
                List.of(new Identity(new IdentityName("alice"), new MailAddress("alice@mail.test"))));
        ClientFiles files = new ClientFiles(directory.resolve("alice"));
        for (int i = 1; i <= 23; i++) {
            answered(files, i, "systemctl restart worker-" + i, FinalStatus.DONE, "");
        }
        answered(files, 24, "cat /var/log/backup.log", FinalStatus.FAILED, log());
    }

    private static void answered(ClientFiles files, int number, String line, FinalStatus status, String output)
            throws IOException {
        UUID id = ClientFiles.id(String.format(Locale.ROOT, "%08d", number));
        files.sent(id, Cli.NOW.plusSeconds(number), "web1", line);
        int exitCode = status == FinalStatus.DONE ? 0 : 1;
        files.reply(id.toString(), "web1", status, exitCode, Cli.NOW, output, output.isEmpty() ? "" : "no\u001b[2J\n");
    }

    /** Longer than a page; what is worth looking for is on the second. */
    private static String log() {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(i -> i == 25 ? "day 25: No space left on device\n" : "day " + i + ": kept, ünder 1 GB\n")
                .collect(Collectors.joining());
    }

    private record Step(String typed, String shown) {}

    private static List<Step> golden(String name) throws IOException {
        String file = Files.readString(Path.of("src", "test", "resources", "screens", name));
        return Stream.of(file.substring("=== ".length()).split("\n=== "))
                .map(step -> step.split("\n", 2))
                .map(step -> new Step(step[0], step[1].stripTrailing()))
                .toList();
    }

    @Test
    void looksLikeThisAtATerminal() throws Exception {
        try (Child child =
                Child.startAtTerminal(directory, ENVIRONMENT, "xterm", "read", "--home", directory + "/alice")) {
            for (Step step : golden("read-terminal.txt")) {
                if (!step.typed().equals("mailshell read")) {
                    child.type(step.typed() + "\r");
                }
                Patience.await().untilAsserted(() -> assertThat(child.screen())
                        .as("%s, %s", step.typed(), child.out())
                        .isEqualTo(step.shown()));
            }

            assertThat(child.awaitExit()).isZero();
        }
    }

    @Test
    void looksLikeThisInAPipe() throws Exception {
        for (Step step : golden("read-pipe.txt")) {
            String[] words = (step.typed().replace("mailshell ", "") + " --home " + directory + "/alice").split(" ");
            try (Child child = Child.start(directory, ENVIRONMENT, words)) {
                assertThat(child.awaitExit()).as(child.err()).isZero();
                assertThat(child.err()).isEmpty();
                assertThat(child.out().stripTrailing()).isEqualTo(step.shown());
            }
        }
    }
}
