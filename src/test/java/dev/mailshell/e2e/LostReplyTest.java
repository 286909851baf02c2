package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sealed reply that somebody deletes while it waits for the SMTP server. */
class LostReplyTest {

    @TempDir
    Path directory;

    @Test
    void anAnswerThatSaysSoComesInItsPlace() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                LogLines attempts = LogLines.of("mailshell.delivery");
                Gate smtp = Gate.to(Integer.parseInt(parties.environment("web1").get("MAILSHELL_SMTP_PORT")))) {
            parties.environment("web1").put("MAILSHELL_SMTP_PORT", Integer.toString(smtp.port()));
            Path sealed = parties.home("web1").state().resolve("outbox");
            parties.startServer("web1");
            parties.startClient("alice");
            parties.drop("alice", "lost.cmd", "@web1\necho gone; exit 3\n");
            Patience.await().until(() -> attempts.lines().stream()
                    .anyMatch(line -> line.contains("not delivered, tried again")));

            TreeRemoval.remove(sealed);
            Files.createDirectory(sealed);
            smtp.open();

            Reply reply = new Replies(parties.home("alice")).awaitOne();
            assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
            assertThat(reply.reason().map(Explanation::code)).contains(Reason.REPLY_LOST);
            assertThat(reply.stdout()).isEmpty();
        }
    }
}
