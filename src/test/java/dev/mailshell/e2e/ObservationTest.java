package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real parties tell on their management port, and what is made of it: alerts, a dashboard and a document. */
class ObservationTest {

    private static final Path RULES = Path.of("observability/prometheus/mailshell.rules.yml");
    private static final Path DASHBOARD = Path.of("observability/grafana/mailshell.json");
    private static final Pattern METRIC = Pattern.compile("\\bmailshell_[a-z_]+\\b");

    @TempDir
    Path directory;

    private Parties parties;

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void aServerCountsWhatHappensAndTellsNothingOfWhomAndWhat() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        MailshellServer server = parties.startServer("web1");
        parties.startClient("alice");
        parties.drop("alice", "one.cmd", "@web1\necho topsecret; exit 3\n");
        new Replies(parties.home("alice")).awaitOne();
        try (ManagementPage page = ManagementPage.of(server.observed())) {
            Awaitility.await().untilAsserted(() -> {
                assertThat(page.value("mailshell_replies_submitted_total")).isOne();
                assertThat(page.value("mailshell_outbox_mails")).isZero();
                assertThat(page.value("mailshell_vault_mails")).isZero();
            });
            assertThat(page.value("mailshell_mails_received_total")).isOne();
            assertThat(page.value("mailshell_commands_ended_total{status=\"failed\"}"))
                    .isOne();
            assertThat(page.value("mailshell_commands_ended_total{status=\"done\"}"))
                    .isZero();
            assertThat(page.value("mailshell_command_wait_seconds_count")).isOne();
            assertThat(page.value("mailshell_command_run_seconds_count")).isOne();
            assertThat(page.value("mailshell_command_answer_seconds_count")).isOne();
            assertThat(page.value("mailshell_mailbox_answering")).isOne();
            double ends = page.value("mailshell_key_end_timestamp_seconds{owner=\"own\",format=\"smime\"}");
            assertThat(ends - page.value("mailshell_start_time_seconds")).isBetween(700 * 86_400.0, 732 * 86_400.0);
            assertThat(page.value("mailshell_disk_free_bytes{folder=\"state\"}"))
                    .isPositive();
            assertThat(page.metrics()).doesNotContain("alice", "topsecret", "echo", "mail.test");
            assertThat(page.get("health/live").statusCode()).isEqualTo(200);
            assertThat(page.get("health/ready").body())
                    .startsWith("ready\n")
                    .contains("mailbox ok: ", "poll ok: ", "vault ok: ", "keys ok: ", "disk ok: ", "ledger ok: ")
                    .contains("outbox ok: 0 mails wait")
                    .doesNotContain("alice", "mail.test");
        }
    }

    @Test
    void aServerWhoseMailboxDoesNotAnswerIsAliveAndNotReady() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        // Where nobody listens.
        parties.environment("web1").put("MAILSHELL_IMAP_PORT", "1");
        MailshellServer server = parties.startServerWithoutMailbox("web1");
        try (ManagementPage page = ManagementPage.of(server.observed())) {
            assertThat(page.get("health/live").statusCode()).isEqualTo(200);
            assertThat(page.get("health/ready").statusCode()).isEqualTo(503);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(page.get("health/ready").body())
                            .contains(
                                    "not ready\n",
                                    "mailbox FAILED: the mailbox does not answer\n",
                                    "poll FAILED: no look was answered"));
            assertThat(page.value("mailshell_mailbox_answering")).isZero();
            assertThat(page.value("mailshell_ready")).isZero();

            server.close();

            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(page.get("health/live").statusCode()).isEqualTo(503));
        }
    }

    @Test
    void aRefusedMessageCountsByItsReasonAlsoWhereTheLedgerLiesElsewhere() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.writeString(parties.home("web1").policy(), "roles: {}\ncommands: {}\nclients: {}\n");
        parties.environment("web1").put("MAILSHELL_LEDGER_URL", "jdbc:sqlite:ledger/web1.db");
        MailshellServer server = parties.startServer("web1");
        parties.startClient("alice");
        parties.drop("alice", "one.cmd", "@web1\ntrue\n");
        new Replies(parties.home("alice")).awaitOne();
        try (ManagementPage page = ManagementPage.of(server.observed())) {
            assertThat(page.value("mailshell_messages_refused_total{reason=\"" + Reason.CLIENT_WITHOUT_ENTRY + "\"}"))
                    .isOne();
            assertThat(page.value("mailshell_commands_ended_total{status=\"denied\"}"))
                    .isOne();
            assertThat(page.value("mailshell_command_run_seconds_count")).isZero();
            assertThat(page.value("mailshell_disk_free_bytes{folder=\"ledger\"}"))
                    .isPositive();
        }
    }

    @Test
    void alertsTheDashboardAndTheDocumentNameWhatIsThereAndNothingElse() throws Exception {
        parties = Parties.atHub(directory, "hub", List.of("web1"), List.of("alice"));
        Set<String> told = new TreeSet<>();
        try (ManagementPage hub = ManagementPage.of(parties.startHub("hub").observed());
                ManagementPage server =
                        ManagementPage.of(parties.startServer("web1").observed());
                ManagementPage client =
                        ManagementPage.of(parties.startClient("alice").observed())) {
            told.addAll(hub.series());
            told.addAll(server.series());
            told.addAll(client.series());
            assertThat(hub.series()).contains("mailshell_hub_mails", "mailshell_commands_ended_total");
            assertThat(client.series())
                    .contains("mailshell_mailbox_answering")
                    .doesNotContain("mailshell_outbox_mails");
            assertThat(hub.get("health/ready").body()).startsWith("ready\n").contains("store ok: ", "certificate ok: ");
            requireSound(hub);
            requireSound(client);
        }

        assertThat(metrics(RULES)).isNotEmpty().isSubsetOf(told);
        assertThat(metrics(DASHBOARD)).isNotEmpty().isSubsetOf(told);
        assertThat(families(told)).isEqualTo(metrics(Path.of("docs/observation.md")));
    }

    @Test
    void aHubCountsMailAndRefusedLoginsForAllTogether() throws Exception {
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice", "bob"));
        var hub = parties.startHub("hub");
        try (ManagementPage page = ManagementPage.of(hub.observed())) {
            HubUser.of(parties.home("alice"), "alice@hub.test", hub).send("bob@hub.test", "hello");
            parties.startClient("alice");
            parties.drop("alice", "one.cmd", "@hub\ntrue\n");
            new Replies(parties.home("alice")).awaitOne();

            Awaitility.await().untilAsserted(() -> assertThat(page.value("mailshell_hub_mails"))
                    .isOne());
            assertThat(page.value("mailshell_hub_mailboxes")).isOne();
            assertThat(page.value("mailshell_hub_mail_bytes")).isGreaterThan(100);
            assertThat(page.value("mailshell_hub_fullest_mailbox_ratio")).isBetween(1e-9, 0.01);
            assertThat(page.value("mailshell_hub_queue_mails")).isZero();
            // To bob, to the hub, and its answer.
            assertThat(page.value("mailshell_hub_mails_accepted_total")).isEqualTo(3);
            assertThat(page.value("mailshell_mails_received_total")).isOne();
            assertThat(page.value("mailshell_commands_ended_total{status=\"done\"}"))
                    .isOne();
            assertThat(page.value("mailshell_hub_certificate_end_timestamp_seconds"))
                    .isGreaterThan(page.value("mailshell_start_time_seconds"));
            assertThat(page.value("mailshell_hub_logins_refused_total")).isZero();
            assertThat(page.metrics()).doesNotContain("alice", "bob", "hub.test");
        }
    }

    /** What Prometheus' own checker says of how metrics are named and written. */
    private static void requireSound(ManagementPage page) throws Exception {
        Promtool.require();
        Promtool.run(page.metrics(), "check", "metrics");
    }

    private static Set<String> metrics(Path file) throws IOException {
        return METRIC.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> families(Set<String> series) {
        return series.stream()
                .filter(name -> !name.endsWith("_sum") && !name.endsWith("_count"))
                .map(name -> name.replaceFirst("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
