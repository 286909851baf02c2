package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and a client, processes of their own with all their logs: what they wrote, printed and had on their command lines, and what a command sees. */
class SecretsOfARunTest {

    private static final String PASSPHRASE = "correct horse battery staple";

    @TempDir
    Path directory;

    @Test
    void areNowhere() throws Exception {
        try (Parties parties = Parties.underPassphrase(directory, List.of("web1"), List.of("alice"), PASSPHRASE)) {
            assertThat(encryptedKeys(parties, "web1")).isTrue();
            assertThat(encryptedKeys(parties, "alice")).isTrue();
            String[] secrets = {
                password(parties, "web1"), password(parties, "alice"), PASSPHRASE,
            };
            try (Child server = start(parties, "web1", "server");
                    Child client = start(parties, "alice", "client")) {
                Reply reply = new Replies(parties.home("alice"))
                        .awaitFor(parties, "alice", "look.cmd", "@web1\nenv; cat /proc/$PPID/cmdline; ls\n");

                assertThat(Replies.stdout(reply)).contains("PATH=").doesNotContain(secrets);
                for (Child child : List.of(server, client)) {
                    assertThat(bytes(Path.of("/proc", Long.toString(child.pid()), "cmdline")))
                            .contains("MailshellCommand")
                            .doesNotContain(secrets);
                    child.terminate().awaitExit();
                    assertThat(child.out() + child.err()).contains("ready").doesNotContain(secrets);
                }
            }
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> written = files.filter(Files::isRegularFile).toList();
                assertThat(written)
                        .contains(
                                parties.home("web1").logs().resolve("mailshell.log"),
                                parties.home("alice").logs().resolve("mailshell.log"))
                        .allSatisfy(file -> assertThat(bytes(file)).doesNotContain(secrets));
            }
        }
    }

    /** Else nobody would need the passphrase, and nothing could let it out. */
    private static boolean encryptedKeys(Parties parties, String name) throws IOException {
        Path key = parties.home(name).identity().resolve(name + ".key");
        return bytes(key).contains("BEGIN ENCRYPTED PRIVATE KEY");
    }

    private static String password(Parties parties, String name) {
        return parties.environment(name).get("MAILSHELL_IMAP_PASSWORD");
    }

    private Child start(Parties parties, String name, String verb) throws IOException {
        return Child.start(
                        directory,
                        parties.environment(name),
                        verb,
                        "--home",
                        parties.home(name).directory().toString())
                .awaitReady();
    }

    private static String bytes(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
