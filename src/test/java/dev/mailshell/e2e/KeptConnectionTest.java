package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that stay, whatever comes over them: each new one costs a handshake and a login. */
class KeptConnectionTest {

    @TempDir
    Path directory;

    @Test
    void readsAndMovesEachMailOverTheConnectionOfTheOneBefore() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                Gate imap = Gate.to(Integer.parseInt(parties.environment("web1").get("MAILSHELL_IMAP_PORT")))) {
            imap.open();
            for (String name : List.of("web1", "alice")) {
                parties.environment(name).put("MAILSHELL_IMAP_PORT", Integer.toString(imap.port()));
            }
            parties.startServer("web1");
            parties.startClient("alice");
            Replies replies = new Replies(parties.home("alice"));
            // The first mail of each side makes the folder that it goes to, over a connection of its own.
            replies.awaitFor(parties, "alice", "first.cmd", "@web1\ntrue\n");
            replies.awaitFor(parties, "alice", "second.cmd", "@web1\ntrue\n");
            int connections = imap.connections();

            replies.awaitFor(parties, "alice", "third.cmd", "@web1\ntrue\n");
            replies.awaitFor(parties, "alice", "fourth.cmd", "@web1\ntrue\n");

            assertThat(imap.connections()).isEqualTo(connections);
        }
    }
}
