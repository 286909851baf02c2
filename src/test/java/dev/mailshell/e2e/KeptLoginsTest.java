package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.management.Observed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers count logins: a real mail server sees as many as connections are held, however often is looked and whatever comes. */
class KeptLoginsTest {

    private static final List<String> PARTIES = List.of("web1", "alice");
    private static final int LOOKS = 20;
    private static final int MAILS = 10;
    private static final String LAST_LOOK = "mailshell_mailbox_last_poll_timestamp_seconds";
    /** The first mail makes the folder that it goes to, over a connection that is closed again. */
    private static final int FOR_THE_FOLDER = 1;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "push {0}, junk folder {1}")
    @CsvSource({"off, off, 1", "idle, off, 2", "idle, Junk, 3"})
    void logsInOnceForEachConnectionThatIsHeld(String push, String junk, int held) throws Exception {
        try (RealParties real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"))) {
            for (String name : PARTIES) {
                real.mail().doveadm(name, "mailbox create", "Junk");
                real.parties().environment(name).put("MAILSHELL_IMAP_PUSH", push);
                real.parties().environment(name).put("MAILSHELL_IMAP_JUNK_FOLDER", junk);
                real.parties().environment(name).put("MAILSHELL_IMAP_JUNK_POLL", "1s");
            }
            Observed server = real.parties().startServer("web1").observed();
            Observed client = real.parties().startClient("alice").observed();
            Replies replies = new Replies(real.parties().home("alice"));
            for (int mail = 0; mail < MAILS; mail++) {
                replies.awaitFor(real.parties(), "alice", mail + ".cmd", "@web1\ntrue\n");
            }
            if (push.equals("off")) {
                awaitLooks(server, client);
            }
            for (String name : PARTIES) {
                // That for junk is made some seconds after the start.
                await().until(() -> logins(real, name) >= held + FOR_THE_FOLDER);
                assertThat(logins(real, name)).as(name).isEqualTo(held + FOR_THE_FOLDER);
            }

            real.mail().kick("web1");

            await().untilAsserted(() -> assertThat(logins(real, "web1")).isGreaterThan(held + FOR_THE_FOLDER));
        }
    }

    /** Each look that is answered has a time of its own. */
    private static void awaitLooks(Observed server, Observed client) throws Exception {
        Set<Double> servers = new HashSet<>();
        Set<Double> clients = new HashSet<>();
        try (ManagementPage serversPage = ManagementPage.of(server);
                ManagementPage clientsPage = ManagementPage.of(client)) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        servers.add(serversPage.value(LAST_LOOK));
                        clients.add(clientsPage.value(LAST_LOOK));
                        return servers.size() >= LOOKS && clients.size() >= LOOKS;
                    });
        }
    }

    private static long logins(RealParties real, String user) throws IOException {
        String who = "Login: user=<" + real.mail().account(user).address() + ">";
        return real.mail().loginLines().stream()
                .filter(line -> line.contains("imap-login:") && line.contains(who))
                .count();
    }
}
