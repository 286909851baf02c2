package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.crash.Remains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is far ahead of its commands keeps nobody else waiting, and loses none of them. */
class FairWorkTest {

    private static final int CONCURRENCY = 2;
    private static final int COMMANDS = 24;
    /** Of each client; see {@code Turns}. */
    private static final int PLACES = 16;

    @TempDir
    Path directory;

    private Parties parties;
    private MailshellServer server;
    private Path journal;
    private Path go;

    @BeforeEach
    void fillTheMailboxWithCommandsOfAlice() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob"));
        journal = directory.resolve("journal");
        go = directory.resolve("go");
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 60s, concurrency: " + CONCURRENCY));
        Forger alice = Forger.client(parties, "alice");
        try (Mailbox web1 = Mailbox.open(parties.environment("web1"))) {
            for (int i = 0; i < COMMANDS; i++) {
                web1.append(alice.command("", "web1", json("alice", waiting())));
            }
        }
        server = parties.startServer("web1");
        Patience.await().until(() -> opened() == CONCURRENCY + PLACES && begun() == CONCURRENCY);
        Patience.await().until(() -> Vaults.pending(parties.home("web1")) == COMMANDS);
    }

    @AfterEach
    void stop() throws IOException {
        Files.writeString(go, "");
        parties.close();
    }

    @Test
    void answersAnotherClientAfterOneRunningTurn() throws Exception {
        try (Mailbox web1 = Mailbox.open(parties.environment("web1"));
                Mailbox alice = Mailbox.open(parties.environment("alice"));
                Mailbox bob = Mailbox.open(parties.environment("bob"))) {
            web1.append(Forger.client(parties, "bob").command("", "web1", json("bob", "true")));
            Patience.await().until(() -> opened() == CONCURRENCY + PLACES + 1);

            Files.writeString(directory.resolve("token"), "");

            Patience.await().until(() -> bob.count(Mailbox.INBOX) == 1);
            // One of alice's ended, one took its place after bob's.
            Patience.await().until(() -> begun() == CONCURRENCY + 1);
            assertThat(alice.count(Mailbox.INBOX)).isLessThanOrEqualTo(1);
            Files.writeString(go, "");
            Patience.await().until(() -> alice.count(Mailbox.INBOX) == COMMANDS);
            assertThat(mostAtOnce()).isEqualTo(CONCURRENCY);
            assertThat(begun()).isEqualTo(COMMANDS);
            Patience.await().until(() -> Vaults.pending(parties.home("web1")) == 0);
            Patience.await().untilAsserted(() -> assertThat(
                            Remains.inWork(parties.home("web1").work()))
                    .isEmpty());
        }
    }

    @Test
    void keepsWhatHasNotBegunInTheVaultWhenItStops() throws Exception {
        server.close();

        assertThat(begun()).isEqualTo(CONCURRENCY);
        assertThat(Vaults.pending(parties.home("web1"))).isEqualTo(COMMANDS - CONCURRENCY);
        assertThat(opened()).isZero();

        Files.writeString(go, "");
        parties.startServer("web1");
        try (Mailbox alice = Mailbox.open(parties.environment("alice"))) {
            Patience.await().until(() -> alice.count(Mailbox.INBOX) == COMMANDS);
        }
        assertThat(begun()).isEqualTo(COMMANDS);
    }

    /** Runs until everybody may go, or until it gets the only token. */
    private String waiting() {
        return "echo begin >> " + journal + "; until [ -e " + go + " ] || mv " + directory.resolve("token") + " "
                + directory.resolve("taken") + " 2>&-; do sleep 0.05; done; echo end >> " + journal;
    }

    private static String json(String from, String line) {
        return Forger.json(UUID.randomUUID().toString(), line)
                .replace("\"from\":\"alice\"", "\"from\":\"" + from + "\"");
    }

    /** How many commands lie decrypted on disk. */
    private long opened() throws IOException {
        try (Stream<Path> files = Files.list(parties.home("web1").work())) {
            return files.filter(file -> file.getFileName().toString().startsWith("open-"))
                    .count();
        }
    }

    private long begun() throws IOException {
        return Files.notExists(journal)
                ? 0
                : Files.readAllLines(journal).stream()
                        .filter(line -> line.equals("begin"))
                        .count();
    }

    private int mostAtOnce() throws IOException {
        int running = 0;
        int most = 0;
        for (String line : Files.readAllLines(journal)) {
            running += line.equals("begin") ? 1 : -1;
            most = Math.max(most, running);
        }
        return most;
    }
}
