package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub is killed while it receives: what it has answered 250 to is there afterwards, once. */
@Timeout(300)
class HubKillTest {

    private static final int ROUNDS = 4;
    private static final String CONNECTIONS = "4";

    @TempDir
    Path directory;

    private final Random random = new Random();
    private Parties parties;

    @BeforeEach
    void prepare() throws Exception {
        Prerequisite.require(isThere("python3"), "python3 is not installed");
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice", "bob"));
        parties.keepPorts("hub");
    }

    @AfterEach
    void stop() {
        if (parties != null) {
            parties.close();
        }
    }

    @Test
    void keepsEveryMailThatItHasTaken() throws Exception {
        int taken = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Child hub = parties.startHubProcess("hub");
            Path said = directory.resolve("submitted-" + round);
            Process submitting = python(
                    said,
                    "submit-until-killed.py",
                    setting("MAILSHELL_HUB_SMTPS_PORT"),
                    ca("alice"),
                    "alice@hub.test",
                    password("alice"),
                    "bob@hub.test",
                    "round" + round,
                    CONNECTIONS);
            // Somewhere in the work, of which there is none before the logins.
            long some = 5L + random.nextInt(60);
            Patience.await().until(() -> count(said, "taken ") >= some);
            hub.kill();
            assertThat(submitting.waitFor(1, TimeUnit.MINUTES)).isTrue();

            taken += assertKept(said);
        }
        assertThat(taken).isGreaterThanOrEqualTo(5 * ROUNDS);
    }

    private int assertKept(Path said) throws Exception {
        Set<String> answered = names(said, "taken ");
        Set<String> unanswered = names(said, "unknown ");
        try (Child hub = parties.startHubProcess("hub")) {
            Path fetched = directory.resolve("fetched");
            assertThat(spoolOf("hub")).isEmpty();
            Process fetching = python(
                    fetched,
                    "fetch.py",
                    setting("MAILSHELL_HUB_POP3S_PORT"),
                    ca("bob"),
                    "bob@hub.test",
                    password("bob"));
            assertThat(fetching.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(fetching.exitValue()).as(Files.readString(fetched)).isZero();

            List<String> mails = Files.readAllLines(fetched);
            assertThat(mails).as("each once").doesNotHaveDuplicates().containsAll(answered);
            Set<String> more = new HashSet<>(mails);
            more.removeAll(answered);
            assertThat(unanswered).as("the rest had no answer").containsAll(more);
            hub.kill();
        }
        return answered.size();
    }

    private List<Path> spoolOf(String name) throws IOException {
        Path spool = parties.home(name).work().resolve("spool");
        if (Files.notExists(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(spool)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Set<String> names(Path said, String word) throws IOException {
        Set<String> names = new HashSet<>();
        for (String line : Files.readAllLines(said)) {
            if (line.startsWith(word)) {
                names.add(line.substring(word.length()));
            }
        }
        return names;
    }

    private static long count(Path said, String word) throws IOException {
        return names(said, word).size();
    }

    private Process python(Path output, String script, String... args) throws IOException {
        Path file = directory.resolve(script);
        try (var in = HubKillTest.class.getResourceAsStream("/hub/" + script)) {
            Files.write(file, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("python3", file.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private String setting(String name) {
        return parties.environment("hub").get(name);
    }

    private String ca(String user) {
        return parties.home(user).directory().resolve("hub-ca.pem").toString();
    }

    private String password(String user) throws IOException {
        return Files.readString(parties.home(user).directory().resolve("password"), StandardCharsets.US_ASCII)
                .strip();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
