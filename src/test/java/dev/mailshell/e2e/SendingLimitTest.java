package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.cli.LiveCli;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party may send one mail a minute: what is more waits, and none is lost or refused. */
class SendingLimitTest {

    @TempDir
    Path directory;

    private final StoppedClock clock = new StoppedClock();
    private Parties parties;
    private Replies replies;

    @BeforeEach
    void create() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        replies = new Replies(parties.home("alice"));
        clock.setRight();
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void aCommandWaitsAndItsNoteSaysForWhat() throws Exception {
        parties.startServer("web1");
        parties.environment("alice").put("MAILSHELL_SMTP_PER_MINUTE", "1");
        parties.setClock(clock);
        parties.startClient("alice");
        replies.awaitFor(parties, "alice", "one.cmd", "@web1\necho one\n");
        parties.drop("alice", "two.cmd", "@web1\necho two\n");

        Patience.await().untilAsserted(() -> assertThat(notes())
                .singleElement()
                .asString()
                .contains("not submitted for web1 yet", "mailshell.smtp.per-minute", "it is tried again at"));
        assertThat(replies.all()).hasSize(1);
        assertThat(status())
                .contains("waits to be sent  echo two (not submitted for web1 yet: ", "mailshell.smtp.per-minute");

        clock.advance(Duration.ofMinutes(1));
        replies.await(2);
        assertThat(notes()).isEmpty();
        assertThat(status()).doesNotContain("waits");
    }

    @Test
    void aReplyWaitsInTheOutboxAlsoOverARestart() throws Exception {
        parties.startClient("alice");
        parties.environment("web1").put("MAILSHELL_SMTP_PER_MINUTE", "1");
        parties.setClock(clock);
        MailshellServer server = parties.startServer("web1");
        parties.drop("alice", "one.cmd", "@web1\necho one\n");
        parties.drop("alice", "two.cmd", "@web1\necho two\n");
        replies.await(1);
        Patience.await().until(() -> server.observed().checks().stream()
                .anyMatch(check -> check.name().equals("outbox") && check.fact().startsWith("1 mail waits, ")));
        server.close();

        MailshellServer again = parties.startServer("web1");
        try (ManagementPage page = ManagementPage.of(again.observed())) {
            assertThat(page.value("mailshell_sending_paused")).isOne();
            assertThat(page.value("mailshell_sending_day_mails")).isOne();
            assertThat(page.value("mailshell_outbox_mails")).isOne();
        }
        assertThat(replies.all()).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        replies.await(2);
    }

    /** Each denial is a mail, so that a rate of the policy is no bound; what bounds them is the rate of the filters. */
    @Test
    void aClientGetsNoMoreAnswersThanMailsThatTheFiltersLetThrough() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("allow: [shell]", "allow: [shell], rate: 1/d"));
        parties.environment("web1").put("MAILSHELL_FILTER_RATE", "2/d");
        parties.startServer("web1");
        parties.startClient("alice");
        replies.awaitFor(parties, "alice", "one.cmd", "@web1\necho one\n");
        for (String name : List.of("two", "three", "four")) {
            parties.drop("alice", name + ".cmd", "@web1\necho " + name + "\n");
        }

        assertThat(replies.await(2))
                .satisfiesOnlyOnce(reply -> assertThat(reply.status()).isEqualTo(FinalStatus.DONE))
                .satisfiesOnlyOnce(reply ->
                        assertThat(reply.reason().map(Explanation::code)).hasValue(Reason.RATE_EXCEEDED));
        Patience.await().until(() -> parties.counters("web1").received() == 4);
        Patience.await().until(() -> Vaults.pending(parties.home("web1")) == 2);
        assertThat(replies.all()).hasSize(2);
    }

    private String status() {
        return LiveCli.run(
                        parties.environment("alice"),
                        "status",
                        "--home",
                        parties.home("alice").directory().toString())
                .out();
    }

    private List<String> notes() throws IOException {
        try (Stream<Path> files = Files.list(parties.home("alice").sending())) {
            return files.filter(file -> file.toString().endsWith(".waiting"))
                    .map(SendingLimitTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
