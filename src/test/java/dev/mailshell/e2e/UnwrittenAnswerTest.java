package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwrittenAnswerTest {

    @TempDir
    Path directory;

    @Test
    void isGivenLaterAsInterruptedAndNothingRunsAgain() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Home web1 = parties.home("web1");
            Path outbox = web1.state().resolve("outbox");
            Path ran = directory.resolve("ran");
            lookOftenForWhatWasLeftBehind(web1);
            parties.startServer("web1");
            parties.startClient("alice");

            parties.drop(
                    "alice",
                    "break.cmd",
                    "@web1\necho once >> " + ran + "; mv " + outbox + " " + outbox + ".away; touch " + outbox + "\n");
            Patience.await().until(() -> Files.isRegularFile(outbox) && Vaults.pending(web1) == 0);
            assertThat(new Replies(parties.home("alice")).all()).isEmpty();
            Files.delete(outbox);
            Files.move(outbox.resolveSibling("outbox.away"), outbox);

            Reply reply = new Replies(parties.home("alice")).awaitOne();
            assertThat(reply.status()).isEqualTo(FinalStatus.INTERRUPTED);
            assertThat(ran).hasContent("once");
        }
    }

    /** By a route of the home's own, in the place of the built-in one. */
    private static void lookOftenForWhatWasLeftBehind(Home home) throws IOException {
        String builtIn = Files.readString(Path.of("routes/server/resume-interrupted.camel.yaml"));
        Files.createDirectory(
                home.routes(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                home.routes().resolve("resume-interrupted.camel.yaml"),
                builtIn.replace("\"{{mailshell.ledger.sweep:60s}}\"", "200"));
    }
}
