package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMailServersTest {

    private static final List<String> SERVERS = List.of("web1", "db1");
    private static final List<String> CLIENTS = List.of("alice", "bob");

    @TempDir
    Path directory;

    private RealParties real;
    private Parties parties;

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void answersFiftyCommandsOfTwoClientsToTwoServersAndRunsEachOnce() throws Exception {
        create(KeyAlgorithm.EC, SERVERS, CLIENTS);
        startAll();

        dropAll(numbers(0, 50));

        assertAnsweredAndRunOnce(numbers(0, 50));
        for (String server : SERVERS) {
            await().untilAsserted(
                            () -> assertThat(real.mailsIn(server, "INBOX")).isZero());
        }
        assertThat(real.mailsIn("web1", "mailshell/received")).isEqualTo(26);
        assertThat(real.mailsIn("db1", "mailshell/received")).isEqualTo(24);
        for (String client : CLIENTS) {
            assertThat(real.mail().delivered(client)).isEqualTo(25);
        }
    }

    @Test
    void answersEachCommandThoughDovecotStopsInTheMiddle() throws Exception {
        create(KeyAlgorithm.EC, SERVERS, CLIENTS);
        startAll();
        dropAll(numbers(0, 20));
        await().atMost(Duration.ofMinutes(1)).until(() -> !replies("alice").isEmpty());

        real.mail().stopDovecot();
        dropAll(numbers(20, 30));
        // Taken, and perhaps submitted already: Postfix keeps what Dovecot does not take.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> isEmpty(parties.home("alice").outbox()));
        real.mail().startDovecot();

        assertAnsweredAndRunOnce(numbers(0, 30));
    }

    @Test
    void submitsByStartTlsWithRsaKeys() throws Exception {
        create(KeyAlgorithm.RSA, List.of("web1"), List.of("alice"));
        for (String name : List.of("web1", "alice")) {
            Map<String, String> environment = parties.environment(name);
            environment.put("MAILSHELL_SMTP_STARTTLS", "true");
            environment.put("MAILSHELL_SMTP_PORT", Integer.toString(real.mail().submissionPort()));
        }
        parties.startServer("web1");
        parties.startClient("alice");

        parties.drop("alice", "hello.cmd", "@web1\necho hello\n");

        assertThat(Replies.stdout(new Replies(parties.home("alice")).awaitOne()))
                .isEqualTo("hello\n");
    }

    private void create(KeyAlgorithm algorithm, List<String> servers, List<String> clients) throws Exception {
        real = RealParties.create(directory, algorithm, servers, clients);
        parties = real.parties();
    }

    private void startAll() throws Exception {
        for (String server : SERVERS) {
            parties.startServer(server);
        }
        for (String client : CLIENTS) {
            parties.startClient(client);
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Each client asks each server in turn; a run leaves its number in a file. */
    private void dropAll(List<Integer> numbers) throws IOException {
        for (int number : numbers) {
            String client = CLIENTS.get(number % 2);
            String server = SERVERS.get(number / 2 % 2);
            parties.drop(client, number + ".cmd", "@" + server + "\necho " + number + " | tee -a " + runs() + "\n");
        }
    }

    private Path runs() {
        return directory.resolve("runs");
    }

    private void assertAnsweredAndRunOnce(List<Integer> numbers) throws IOException {
        List<String> expected = numbers.stream().map(String::valueOf).toList();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(answers()).containsExactlyInAnyOrderElementsOf(expected));
        await().untilAsserted(() -> {
            for (String server : SERVERS) {
                assertThat(Vaults.pending(parties.home(server))).isZero();
            }
        });
        assertThat(Files.readAllLines(runs())).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The number in each reply of each client. */
    private List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (String client : CLIENTS) {
            for (Reply reply : replies(client)) {
                assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
                answers.add(Replies.stdout(reply).strip());
            }
        }
        return answers;
    }

    private List<Reply> replies(String client) {
        return new Replies(parties.home(client)).all();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
