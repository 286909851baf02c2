package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Reply;
import dev.mailshell.model.Warning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are valid for 730 days; both sides live in their future. */
class KeyWarningsTest {

    @TempDir
    Path directory;

    @Test
    void comeInEachReplyFromThirtyDaysBeforeTheKeysEnd() throws Exception {
        ShiftedClock clock = new ShiftedClock(Duration.ofDays(699));
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            parties.setClock(clock);
            parties.startServer("web1");
            parties.startClient("alice");
            Replies replies = new Replies(parties.home("alice"));

            parties.drop("alice", "early.cmd", "@web1\ntrue\n");
            assertThat(replies.awaitOne().warnings()).isEmpty();

            clock.shift(Duration.ofDays(2));
            parties.drop("alice", "late.cmd", "@web1\ntrue\n");
            Reply late = replies.await(2).stream()
                    .filter(reply -> !reply.warnings().isEmpty())
                    .findFirst()
                    .orElseThrow();

            assertThat(late.warnings())
                    .extracting(Warning::message)
                    .satisfiesExactly(
                            ours -> assertThat(ours).startsWith("the certificate of web1 is valid until "),
                            theirs -> assertThat(theirs)
                                    .startsWith("the certificate of alice is valid until ")
                                    .contains(", 28 days from now (fingerprint "));
            assertThat(Files.readString(parties.home("alice").replies().resolve(late.id() + ".txt")))
                    .contains(
                            "\nwarning: the certificate of web1 is valid until ",
                            "\nhint: make new keys in the home of web1");
        }
    }
}
