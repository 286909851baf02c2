package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a real Postfix and Dovecot that are dropped on the way without a word. */
class SilentConnectionTest {

    @TempDir
    Path directory;

    private RealParties real;
    private Parties parties;
    private SilentProxy imap;
    private SilentProxy smtp;

    @BeforeEach
    void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        imap = SilentProxy.to(real.mail().imapsPort());
        smtp = SilentProxy.to(real.mail().smtpsPort());
        for (String name : List.of("web1", "alice")) {
            Map<String, String> environment = parties.environment(name);
            environment.put("MAILSHELL_IMAP_PORT", Integer.toString(imap.port()));
            environment.put("MAILSHELL_SMTP_PORT", Integer.toString(smtp.port()));
            environment.put("MAILSHELL_MAIL_TIMEOUT", "1s");
        }
        parties.startServer("web1");
        parties.startClient("alice");
    }

    @AfterEach
    void stop() throws IOException {
        if (real != null) {
            real.close();
            imap.close();
            smtp.close();
        }
    }

    @Test
    void answersThoughEachConnectionOfBothSidesIsForgotten() throws Exception {
        Replies replies = new Replies(parties.home("alice"));
        assertThat(Replies.stdout(replies.awaitFor(parties, "alice", "warm.cmd", "@web1\necho warm\n")))
                .isEqualTo("warm\n");

        assertThat(imap.forget()).isPositive();
        assertThat(smtp.forget()).isPositive();

        assertThat(Replies.stdout(replies.awaitFor(parties, "alice", "after.cmd", "@web1\necho after\n")))
                .isEqualTo("after\n");
        assertThat(replies.all()).hasSize(2);
        assertThat(parties.trail())
                .filteredOn(event -> event.endsWith("ran, exit code 0"))
                .hasSize(2);
    }
}
