package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A header may be as large as a mail. Whoever sends one gets no server to run out of memory. */
class HugeHeaderTest {

    private static final int BYTES = 6_000_000;

    @TempDir
    Path directory;

    @Test
    void refusesMailsThatAreAllHeaderInAHeapOf64MB() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            try (Mailbox web1 = Mailbox.open(parties.environment("web1"))) {
                for (String field : List.of("a:\r\n", "Message-ID:\r\n")) {
                    web1.append("From: m@mail.test\r\n" + field.repeat(BYTES / field.length()) + "\r\nhello\r\n");
                }
                String json = Forger.json(UUID.randomUUID().toString(), "echo alive");
                web1.append(Forger.client(parties, "alice").command("", "web1", json));
            }

            Child server = parties.startServerProcess("web1");

            try (Mailbox alice = Mailbox.open(parties.environment("alice"));
                    Mailbox web1 = Mailbox.open(parties.environment("web1"))) {
                Patience.await().until(() -> alice.count(Mailbox.INBOX) == 1 && web1.count(Mailbox.INBOX) == 0);
            }
            assertThat(server.err().lines().filter(line -> line.contains(" refused: MAIL_MALFORMED, ")))
                    .hasSize(2);
        }
    }
}
