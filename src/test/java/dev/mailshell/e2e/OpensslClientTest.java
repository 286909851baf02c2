package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.realmail.Prerequisite;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that has openssl and curl and nothing of ours, by the commands of docs/protocol.md. */
class OpensslClientTest {

    @TempDir
    Path directory;

    private DocumentedShell document;
    private RealParties real;
    private Path client;

    @BeforeEach
    void needsItsTools() throws Exception {
        for (String tool : List.of("openssl", "curl", "bash")) {
            Prerequisite.require(isInstalled(tool), tool + " is not installed, no client without us");
        }
        document = DocumentedShell.read("protocol.md");
        client = Files.createDirectory(directory.resolve("client"));
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void runsACommandAndReadsItsReplyWithoutAnythingOfOurs(KeyAlgorithm algorithm) throws Exception {
        startServerThatTrustsUs(algorithm);
        UUID id = writeCommand("expr 6 '*' 7; echo no >&2; exit 3");

        run(signAndEncrypt(algorithm));
        submit();
        fetchReply();
        String opened = run(document.command("cms -decrypt", "cms -verify"));

        JsonNode reply = json(opened);
        assertThat(reply.path("id").asText()).isEqualTo(id.toString());
        assertThat(reply.path("from").asText()).isEqualTo("web1");
        assertThat(reply.path("to")).hasToString("[\"alice\"]");
        assertThat(reply.path("status").asText()).isEqualTo("failed");
        assertThat(reply.path("exitCode").asInt()).isEqualTo(3);
        assertThat(reply.path("stdout").path("text").asText()).isEqualTo("42\n");
        assertThat(reply.path("stderr").path("text").asText()).isEqualTo("no\n");
    }

    @Test
    void attachesAFile() throws Exception {
        startServerThatTrustsUs(KeyAlgorithm.EC);
        Files.writeString(client.resolve("data.csv"), "first\nsecond\n");
        run(document.command("part.mime", "data.csv"));
        run(signAndEncrypt(KeyAlgorithm.EC));
        submit();
        fetchReply();

        JsonNode reply = json(run(document.command("cms -decrypt", "cms -verify")));
        assertThat(reply.path("status").asText()).isEqualTo("done");
        assertThat(reply.path("stdout").path("text").asText()).isEqualTo("2 data.csv\n");
    }

    @Test
    void doesNotTakeAReplyThatAnotherKeySigned() throws Exception {
        startServerThatTrustsUs(KeyAlgorithm.EC);
        writeCommand("true");
        run(signAndEncrypt(KeyAlgorithm.EC));
        submit();
        fetchReply();
        String read = document.command("cms -decrypt", "cms -verify");
        assertThat(exitCode(read)).isZero();

        Files.copy(client.resolve("me.crt"), client.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(exitCode(read)).isNotZero();
    }

    /** The client makes its key pair itself; all that the two exchange are certificates. */
    private void startServerThatTrustsUs(KeyAlgorithm algorithm) throws Exception {
        real = RealParties.create(directory, algorithm, List.of("web1"), List.of("alice"));
        run(document.command("openssl req", algorithm == KeyAlgorithm.RSA ? "rsa:3072" : "P-256"));
        Path web1 = real.parties().home("web1").directory();
        run(document.command("install -d").replace("web1/trust", web1 + "/trust"));
        Files.copy(web1.resolve("identity/web1.crt"), client.resolve("server.crt"));
        real.parties().startServer("web1");
    }

    private UUID writeCommand(String line) throws Exception {
        run(document.command("part.mime", "\"line\":\"uptime\"")
                .replace("\"line\":\"uptime\"", "\"line\":\"" + line + "\""));
        JsonNode command = new ObjectMapper()
                .readTree(Files.readString(client.resolve("part.mime")).split("\n\n", 2)[1]);
        assertThat(command.path("command").path("line").asText()).isEqualTo(line);
        return UUID.fromString(command.path("id").asText());
    }

    private String signAndEncrypt(KeyAlgorithm algorithm) {
        return document.command(
                "cms -sign", "cms -encrypt", algorithm == KeyAlgorithm.RSA ? "rsa_oaep_md" : "ecdh_kdf_md");
    }

    private void submit() throws Exception {
        curl("--upload-file", "smtps://smtp.mail.test", "smtps", real.mail().smtpsPort());
    }

    private void fetchReply() throws Exception {
        await().atMost(Duration.ofMinutes(1)).until(() -> real.mailsIn("alice", "INBOX") == 1);
        assertThat(curl("SEARCH", "imaps://imap.mail.test", "imaps", real.mail().imapsPort()))
                .contains("* SEARCH 1");
        curl("MAILINDEX", "imaps://imap.mail.test", "imaps", real.mail().imapsPort());
    }

    /** Runs the one curl command with {@code word}, with the server that is there and a password that nobody types. */
    private String curl(String word, String documented, String scheme, int port) throws Exception {
        RealMail.Account alice = real.mail().account("alice");
        Files.writeString(client.resolve("login"), "user = \"" + alice.address() + ":" + alice.password() + "\"\n");
        return run(document.command("curl ", word)
                .replace(documented, scheme + "://" + RealMail.HOST + ":" + port)
                .replace(
                        "--user alice@mail.test",
                        "-sS --config login --cacert " + real.mail().caFile()));
    }

    private static JsonNode json(String entity) throws IOException {
        String[] halves = entity.split("\r?\n\r?\n", 2);
        assertThat(halves[0]).contains("application/vnd.mailshell.reply+json");
        return new ObjectMapper().readTree(halves[1]);
    }

    private static boolean isInstalled(String tool) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "command -v " + tool).start();
        return process.waitFor() == 0;
    }

    private String run(String script) throws Exception {
        Process process = start(script);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(script + "\n" + Files.readString(errors()))
                .isZero();
        return output;
    }

    private int exitCode(String script) throws Exception {
        Process process = start(script);
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private Process start(String script) throws IOException {
        return new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", script)
                .directory(client.toFile())
                .redirectError(errors().toFile())
                .start();
    }

    private Path errors() {
        return directory.resolve("client.err");
    }
}
