package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.cli.TestHomes;
import dev.mailshell.config.OneTimeSecretFile;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.policy.OneTimeSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To the server, each mail seems to have been under way for two hours. */
class OneTimeCodesTest {

    private static final String POLICY =
            """
            commands: { sh: { shell: /bin/sh } }
            roles: { guarded: { allow: [sh], require: [totp] } }
            clients: { alice: { roles: [guarded], totp: totp/alice } }
            """;

    @TempDir
    Path directory;

    private Parties parties;
    private Replies replies;
    private LogLines log;
    private MailshellServer server;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        log = LogLines.of("mailshell");
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        replies = new Replies(parties.home("alice"));
        Path policy = parties.home("web1").policy();
        Files.writeString(policy, POLICY);
        server = MailshellServer.start(
                parties.config("web1"),
                PolicyFile.read(policy),
                new Surroundings(
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(2)),
                        new SecureRandom(),
                        (subject, event) -> {},
                        new Counters()));
        server.awaitReady();
        parties.startClient("alice");
    }

    @AfterEach
    void stop() {
        parties.close();
        server.close();
        log.close();
    }

    private OneTimeSecret secret() throws Exception {
        return OneTimeSecretFile.read(
                parties.home("web1"), parties.home("web1").totp().resolve("alice"));
    }

    private Reply send(String code, boolean explain) throws Exception {
        return replies.awaitFor(
                parties,
                "alice",
                sent++ + ".json",
                "{\"to\":[\"web1\"],\"command\":{\"line\":\"echo ran\"},\"totp\":\"" + code + "\",\"explain\":"
                        + explain + "}");
    }

    private Optional<Reason> refusal(String code) throws Exception {
        Reply reply = send(code, false);
        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        return reply.reason().map(why -> why.code());
    }

    private void runs(String code) throws Exception {
        Reply reply = send(code, false);
        assertThat(reply.reason()).isEmpty();
        assertThat(Replies.stdout(reply)).isEqualTo("ran\n");
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    @Test
    void runsACommandOnceForEachCodeAndLocksAfterWrongOnes() throws Exception {
        assertThat(refusal("123456")).contains(Reason.TOTP_UNUSABLE);
        TestHomes.enrol(parties.home("web1"), "alice");
        OneTimeSecret secret = secret();
        String first = secret.code(now());
        assertThat(send(first, true).status()).isEqualTo(FinalStatus.DONE);

        runs(first);
        assertThat(refusal(first)).contains(Reason.TOTP_WRONG);

        // Of a time long ago; that it is right now too happens three times in a million.
        String wrong = secret.code(Instant.EPOCH);
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(wrong)).contains(Reason.TOTP_WRONG);
        }
        String second = secret.code(now().plusSeconds(30));
        assertThat(refusal(second)).contains(Reason.TOTP_LOCKED);
        TestHomes.unlock(parties.home("web1"), "alice");
        runs(secret.code(now().plusSeconds(30)));

        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("the second factor of alice is locked until "))
                .noneMatch(line -> line.contains(secret.reveal()))
                .noneMatch(line -> line.contains(first) || line.contains(wrong) || line.contains(second));
    }
}
