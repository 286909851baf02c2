package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server and client are processes with 64 MB of heap each, the mail servers a Postfix and a Dovecot that take mails up to 10 MB. */
class HundredMegabytesTest {

    private static final int SIZE = 100 << 20;

    @TempDir
    Path directory;

    @Test
    void arriveCompleteThroughSmallHeaps() throws Exception {
        try (RealParties real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"))) {
            Parties parties = real.parties();
            Files.writeString(
                    parties.home("web1").policy(),
                    Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 60s, max-output: 100MiB"));
            try (Child server = start(parties, "server", "web1");
                    Child client = start(parties, "client", "alice")) {
                Reply reply = new Replies(parties.home("alice"), Duration.ofMinutes(5))
                        .awaitFor(parties, "alice", "large.cmd", "@web1\nseq 1 13000000 | head -c " + SIZE + "\n");

                StreamOutput stdout = reply.stdout().orElseThrow();
                assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
                assertThat(stdout.bytes()).isEqualTo(SIZE);
                assertThat(stdout.truncated()).isFalse();
                assertThat(sha256(parties.home("alice").replies().resolve(reply.id() + ".stdout")))
                        .isEqualTo(expected());
                assertThat(server.err() + client.err()).doesNotContain("OutOfMemory");
            }
        }
    }

    private Child start(Parties parties, String verb, String name) throws IOException {
        String home = parties.home(name).directory().toString();
        return Child.startForMuchWork(directory, parties.environment(name), verb, "--home", home)
                .awaitReady();
    }

    private static String sha256(Path file) throws IOException {
        Sha256Stream digest = new Sha256Stream();
        assertThat(Files.copy(file, digest)).isEqualTo(SIZE);
        return digest.sha256();
    }

    private static String expected() throws IOException {
        Sha256Stream digest = new Sha256Stream();
        try (OutputStream out = new BufferedOutputStream(digest)) {
            int left = SIZE;
            for (int number = 1; left > 0; number++) {
                byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
                out.write(line, 0, Math.min(left, line.length));
                left -= line.length;
            }
        }
        return digest.sha256();
    }
}
