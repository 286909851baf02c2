package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server as a process, with its log in JSON and its management port open. */
class JsonLogsTest {

    private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1, port (\\d+)");

    @TempDir
    Path directory;

    private Parties parties;

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void eachLineAboutACommandHasItsId() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        parties.environment("web1").put("MAILSHELL_LOG_FORMAT", "json");
        parties.environment("web1").put("MAILSHELL_MANAGEMENT_PORT", "0");
        Child server = parties.startServerProcess("web1");
        parties.startClient("alice");
        parties.drop("alice", "one.cmd", "@web1\necho topsecret\n");
        Reply reply = new Replies(parties.home("alice")).awaitOne();

        Awaitility.await().untilAsserted(() -> assertThat(messages()).contains(reply.id() + " reply submitted"));

        List<JsonNode> lines = lines();
        List<String> about = new ArrayList<>();
        for (JsonNode line : lines) {
            JsonNode command = line.path("mdc").path("command");
            if (line.get("formattedMessage").textValue().contains(reply.id().toString())) {
                assertThat(command.textValue())
                        .as(line.toString())
                        .isEqualTo(reply.id().toString());
            }
            if (command.isTextual()) {
                about.add(line.get("formattedMessage").textValue().replace(reply.id() + " ", ""));
            }
        }
        assertThat(about)
                .contains("verified as alice", "ran, exit code 0", "reply sealed", "reply submitted")
                .doesNotContain("received");
        assertThat(lines)
                .filteredOn(line -> line.get("formattedMessage").textValue().endsWith("verified as alice"))
                .allSatisfy(line -> assertThat(line.at("/mdc/mail").textValue()).matches("\\d{8}T\\d{6}\\.\\d{6}Z"));
        assertThat(log()).doesNotContain("topsecret");
        assertThat(server.err()).startsWith("{");
        assertThat(status(port())).isEqualTo(200);
    }

    private static int status(int port) throws IOException, InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + port + "/observe/health/ready");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int port() throws IOException {
        Matcher listens = LISTENS.matcher(log());
        assertThat(listens.find()).as(log()).isTrue();
        return Integer.parseInt(listens.group(1));
    }

    private List<String> messages() throws IOException {
        return lines().stream()
                .map(line -> line.get("formattedMessage").textValue())
                .toList();
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private String log() throws IOException {
        return Files.readString(parties.home("web1").logs().resolve("mailshell.log"));
    }
}
