package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that does not fit into one mail, where a mail may have 64 KiB. */
class LargeReplyTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Replies replies;

    @BeforeEach
    void create() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "64KiB");
        parties.environment("alice").put("MAILSHELL_MAX_MAIL", "64KiB");
        replies = new Replies(parties.home("alice"));
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void bothStreamsArriveWhole() throws Exception {
        parties.startServer("web1");
        parties.startClient("alice");

        Reply reply = replies.awaitFor(parties, "alice", "both.cmd", "@web1\nseq 1 20000; seq 1 8000 >&2; exit 3\n");

        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.exitCode()).hasValue(3);
        requireWhole(reply, "stdout", reply.stdout().orElseThrow(), 108_894);
        requireWhole(reply, "stderr", reply.stderr().orElseThrow(), 38_893);
        assertThat(parties.trail().stream().filter(event -> event.matches(".* part [0-9]+ of [0-9]+ received")))
                .hasSizeGreaterThan(5);
        assertThat(parties.trail().stream().filter(event -> event.endsWith(" reply submitted")))
                .hasSize(1);
        requireNothingIsLeft();
    }

    @Test
    void saysThatTheMiddleIsLeftOutOfWhatThePolicyCuts() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 20s, max-output: 60KiB"));
        parties.startServer("web1");
        parties.startClient("alice");

        Reply reply = replies.awaitFor(parties, "alice", "cut.cmd", "@web1\nseq 1 20000\n");

        StreamOutput stdout = reply.stdout().orElseThrow();
        assertThat(stdout.truncated()).isTrue();
        assertThat(stdout.bytes()).isEqualTo(108_894);
        assertThat(Files.readString(parties.home("alice").replies().resolve(reply.id() + ".stdout")))
                .startsWith("1\n2\n")
                .contains("\n[... 47454 bytes left out ...]\n")
                .endsWith("\n20000\n");
    }

    @Test
    void aSmallerReplyComesInThePlaceOfWhatIsRefused() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("smtp.pem"));
        try (Mailbox alice = Mailbox.open(parties.environment("alice"));
                ScriptedServer smtp = ScriptedServer.tls(
                        authority, directory, "localhost", "220 localhost ESMTP", refusingTheThird(alice))) {
            var environment = parties.environment("web1");
            environment.put("MAILSHELL_SMTP_PORT", smtp.port());
            environment.put(
                    "MAILSHELL_TLS_CA_FILE",
                    CaFiles.join(
                            directory.resolve("both.pem"),
                            Path.of(environment.get("MAILSHELL_TLS_CA_FILE")),
                            directory.resolve("smtp.pem")));
            parties.startServer("web1");
            parties.startClient("alice");

            Reply reply = replies.awaitFor(parties, "alice", "big.cmd", "@web1\nseq 1 20000; exit 3\n");

            assertThat(reply.exitCode()).hasValue(3);
            assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.REPLY_REFUSED);
            assertThat(reply.stdout()).isEmpty();
            assertThat(parties.trail().stream()
                            .filter(event -> event.endsWith(" received") && event.contains(" part ")))
                    .hasSize(2);
            requireNothingIsLeft();
            assertThat(replies.all()).hasSize(1);
        }
    }

    private void requireWhole(Reply reply, String name, StreamOutput stream, long bytes) throws IOException {
        assertThat(stream.bytes()).isEqualTo(bytes);
        assertThat(stream.truncated()).isFalse();
        assertThat(stream.content()).isEqualTo(new StreamOutput.Attachment(name));
        Sha256Stream digest = new Sha256Stream();
        Files.copy(parties.home("alice").replies().resolve(reply.id() + "." + name), digest);
        assertThat(digest.count()).isEqualTo(bytes);
        assertThat(digest.sha256()).isEqualTo(stream.sha256());
    }

    private void requireNothingIsLeft() {
        Patience.await()
                .until(() -> isEmpty(parties.home("alice").parts())
                        && isEmpty(parties.home("web1").state().resolve("outbox")));
        try (Stream<Path> files = Files.list(parties.home("alice").replies())) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".partial"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Puts mails into the mailbox, but for the third. */
    private static Function<String, String> refusingTheThird(Mailbox alice) {
        AtomicInteger mails = new AtomicInteger();
        return said -> {
            if (said.startsWith("EHLO")) {
                return "250-localhost\r\n250 AUTH PLAIN LOGIN";
            }
            if (said.startsWith("AUTH")) {
                return "235 welcome";
            }
            if (said.equals("DATA")) {
                return "354 go on";
            }
            if (!said.endsWith("\r\n")) {
                return said.equals("QUIT") ? "221 bye" : "250 good";
            }
            if (mails.incrementAndGet() == 3) {
                return "552 5.2.2 mailbox full";
            }
            try {
                alice.append(said);
                return "250 2.0.0 taken";
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
