package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.config.Home;
import dev.mailshell.exec.TreeRemoval;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/own-routes.md}, as they stand there, but for the URL. */
@Timeout(120)
class OwnRoutesTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^`homes/alice/routes/([a-z-]+\\.camel\\.yaml)`:\\n\\n```yaml\\n(.*?)^```$");
    private static final String URL = "https://ops.example.org/mailshell";

    @TempDir
    Path directory;

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 503;
    private HttpServer webhook;

    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/hook", this::take);
        webhook.start();
    }

    @AfterEach
    void stop() {
        webhook.stop(0);
    }

    private void take(HttpExchange request) throws IOException {
        posted.add(status + new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        request.sendResponseHeaders(status, -1);
        request.close();
    }

    @Test
    void takeCommandsFromADirectoryAndRepliesToAWebhook() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Home alice = parties.home("alice");
            install(alice);
            Path ingress = alice.directory().resolve("ingress");
            Path taken = alice.directory().resolve("posted");
            parties.startServer("web1");
            MailshellClient client = parties.startClient("alice");
            Files.writeString(ingress.resolve("hello.cmd"), "@web1\necho from elsewhere\n");
            Patience.await().until(() -> !posted.isEmpty());
            assertThat(ingress.resolve("hello.cmd")).doesNotExist();

            status = 204;
            Patience.await().until(() -> taken.toFile().list().length > 0);
            client.close();
            status = 200;
            parties.startClient("alice");
            Files.writeString(ingress.resolve("more.cmd"), "@web1\necho once more\n");
            Patience.await().until(() -> posted.stream().anyMatch(reply -> reply.startsWith("200")));
        }
        assertThat(stdout("204")).containsExactly("from elsewhere\n");
        assertThat(stdout("200")).containsExactly("once more\n");
    }

    @Test
    void leavesACommandThatWouldHaveToBeCopiedWhereItIs() throws Exception {
        Path elsewhere = otherFileSystem();
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                LogLines log = LogLines.of("org.apache.camel")) {
            Home alice = parties.home("alice");
            install(alice);
            Path ingress = alice.routes().resolve("my-ingress.camel.yaml");
            Files.writeString(
                    ingress, Files.readString(ingress).replace("{{mailshell.home}}/ingress", elsewhere.toString()));
            Files.writeString(elsewhere.resolve("hello.cmd"), "@web1\necho never\n");
            parties.startClient("alice");
            Patience.await().until(() -> log.warnings().stream()
                    .anyMatch(line -> line.contains("Cannot rename file") && line.contains(elsewhere.toString())));

            assertThat(elsewhere.resolve("hello.cmd")).exists();
            for (Path folder : List.of(alice.outbox(), alice.sending(), alice.sent(), alice.failed())) {
                assertThat(folder).isEmptyDirectory();
            }
        } finally {
            TreeRemoval.remove(elsewhere);
        }
    }

    /** A directory on another file system than ours. */
    private Path otherFileSystem() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) || System.getenv("MAILSHELL_TEST_EVERYTHING") != null, "there is no /dev/shm");
        assertThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(directory));
        return Files.createTempDirectory(memory, "mailshell-ingress");
    }

    private List<String> stdout(String answer) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String reply : posted) {
            if (reply.startsWith(answer)) {
                JsonNode document = new ObjectMapper().readTree(reply.substring(3));
                texts.add(document.at("/stdout/text").asText());
            }
        }
        return texts;
    }

    private void install(Home home) throws Exception {
        String folders = DocumentedShell.read("own-routes.md")
                .command("install -d")
                .replace("homes/alice", home.directory().toString());
        assertThat(new ProcessBuilder("sh", "-c", folders).inheritIO().start().waitFor())
                .isZero();
        List<MatchResult> examples = EXAMPLE.matcher(Files.readString(Path.of("docs/own-routes.md")))
                .results()
                .toList();
        assertThat(examples).hasSize(2);
        assertThat(examples.get(1).group(2)).contains(URL);
        for (MatchResult example : examples) {
            String local = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/hook";
            Files.writeString(
                    home.routes().resolve(example.group(1)), example.group(2).replace(URL, local));
        }
    }
}
