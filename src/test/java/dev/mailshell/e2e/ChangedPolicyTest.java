package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.FinalStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server goes by its policy as that is now, if it is valid. */
class ChangedPolicyTest {

    private static final String BEFORE =
            """
            commands: { hello: { exec: [/bin/echo, hello] } }
            roles: { all: { allow: [] } }
            clients: { alice: { roles: [all] } }
            """;
    private static final String AFTER = BEFORE.replace("allow: []", "allow: [hello]");

    @TempDir
    private Path directory;

    @Test
    void runsWhatAChangeAllowsWithoutARestartAndKeepsThatWhileTheFileIsBroken() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Path policy = parties.home("web1").policy();
            Replies replies = new Replies(parties.home("alice"));
            Files.writeString(policy, BEFORE);
            Child server = parties.startServerProcess("web1");
            parties.startClient("alice");
            assertThat(replies.awaitFor(parties, "alice", "one.cmd", "@web1\nhello\n")
                            .status())
                    .isEqualTo(FinalStatus.DENIED);

            Files.writeString(policy, AFTER);
            await(server, "the changed policy is in force: 1 command, 1 role, 1 client");
            assertThat(replies.awaitFor(parties, "alice", "two.cmd", "@web1\nhello\n")
                            .status())
                    .isEqualTo(FinalStatus.DONE);

            Files.writeString(policy, BEFORE.replace("[all]", "[absent]"));
            await(server, "clients.alice.roles names an unknown role (was absent)");
            assertThat(server.err()).contains("the changed policy is refused, and the one before stays in force");
            assertThat(replies.awaitFor(parties, "alice", "three.cmd", "@web1\nhello\n")
                            .status())
                    .isEqualTo(FinalStatus.DONE);
        }
    }

    private static void await(Child server, String said) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.err()
                .contains(said));
    }
}
