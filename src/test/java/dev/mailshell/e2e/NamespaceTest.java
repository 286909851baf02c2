package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that has all folders below the inbox, with a dot between levels, as Courier has and many providers still do. */
class NamespaceTest {

    @TempDir
    Path directory;

    @Test
    void movesMailAsideBelowThePersonalNamespace() throws Exception {
        try (RealParties real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"))) {
            real.mail().configureDovecot("namespace inbox {\n  prefix = INBOX.\n  separator = .\n}\n");
            Parties parties = real.parties();
            parties.startServer("web1");
            parties.startClient("alice");

            new Replies(parties.home("alice")).awaitFor(parties, "alice", "ask.cmd", "@web1\ntrue\n");

            Patience.await().until(() -> real.mailsIn("alice", "INBOX.mailshell.received") == 1);
            assertThat(real.mailsIn("web1", "INBOX.mailshell.received")).isEqualTo(1);
        }
    }
}
