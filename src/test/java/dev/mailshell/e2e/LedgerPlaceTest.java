package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.config.Home;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerPlaceTest {

    @TempDir
    Path directory;

    @Test
    void isWhereTheSettingSays() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Home web1 = parties.home("web1");
            Path ledger = web1.directory().resolve("ledger/web1.db");
            parties.environment("web1").put("MAILSHELL_LEDGER_URL", "jdbc:sqlite:ledger/web1.db");
            MailshellServer server = parties.startServer("web1");
            parties.startClient("alice");

            parties.drop("alice", "hello.cmd", "@web1\necho hello\n");
            Reply reply = new Replies(parties.home("alice")).awaitOne();
            server.close();

            assertThat(web1.database()).doesNotExist();
            try (Ledger reopened = SqliteLedger.open(web1.state(), ledger)) {
                CommandKey key = new CommandKey(new IdentityName("alice"), reply.id());
                assertThat(reopened.find(key)).get().satisfies(entry -> assertThat(entry.state())
                        .isIn(CommandState.FINISHED, CommandState.REPLIED));
            }
        }
    }
}
