package dev.mailshell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.Command;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever the bytes, they are a command or a reply that is written again as it was read, or are refused for a reason of the document. */
class JsonFuzzTest {

    private final ObjectMapper mapper = StrictJson.mapper();

    private static final List<String> COMMANDS = commandSeeds();
    private static final List<String> REPLIES = replySeeds();

    @Provide
    Arbitrary<byte[]> commands() {
        return mutants(COMMANDS);
    }

    @Provide
    Arbitrary<byte[]> replies() {
        return mutants(REPLIES);
    }

    private static List<String> commandSeeds() {
        String head =
                "{\"v\":1,\"id\":\"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11\",\"from\":\"alice\",\"to\":[\"web1\",\"db1\"],"
                        + "\"issuedAt\":\"2026-11-20T12:00:00Z\",\"expiresAt\":\"2026-11-21T12:00:00Z\",\"command\":";
        return List.of(
                head + "{\"line\":\"uptime\"}}",
                head + "{\"run\":\"echo\",\"args\":{\"text\":\"\\u00e4\"}},\"timeout\":\"5s\",\"stdin\":\"x\"}",
                head + "{\"argv\":[\"ls\",\"-l\"]},\"totp\":\"123456\",\"explain\":true,\"collect\":[\"a\"]}",
                head + "{\"line\":\"wc -c\"},\"files\":[" + file("data") + "," + file("in") + "],\"stdinFile\":\"in\","
                        + "\"part\":2,\"parts\":3}");
    }

    private static String file(String name) {
        return "{\"name\":\"" + name + "\",\"bytes\":1,\"sha256\":\"" + "0".repeat(64) + "\"}";
    }

    private static List<String> replySeeds() {
        String head = "{\"v\":1,\"id\":\"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11\",\"replyId\":"
                + "\"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b12\",\"from\":\"web1\",\"to\":[\"alice\"],";
        String times =
                "\"receivedAt\":\"2026-11-20T12:00:00Z\",\"finishedAt\":\"2026-11-20T12:00:01Z\",\"part\":1,\"parts\":1";
        String stream = "{\"text\":\"x\",\"bytes\":1,\"truncated\":false,\"sha256\":\"" + "0".repeat(64) + "\"}";
        return List.of(
                head + "\"status\":\"done\",\"exitCode\":0,\"startedAt\":\"2026-11-20T12:00:00Z\"," + times
                        + ",\"stdout\":" + stream + ",\"stderr\":"
                        + stream.replace("\"text\":\"x\"", "\"base64\":\"eA==\"")
                        + "}",
                head + "\"status\":\"failed\",\"exitCode\":3,\"startedAt\":\"2026-11-20T12:00:00Z\","
                        + times.replace("\"part\":1,\"parts\":1", "\"part\":2,\"parts\":3") + ",\"stdout\":"
                        + stream.replace("\"text\":\"x\"", "\"attachment\":\"stdout\"")
                        + "}",
                head + "\"status\":\"denied\"," + times
                        + ",\"reason\":{\"code\":\"NOT_ALLOWED\",\"message\":\"m\",\"hint\":\"h\"}}");
    }

    private static Arbitrary<byte[]> mutants(List<String> seeds) {
        return Mutants.of(seeds.stream()
                .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    @Property(seed = "3", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesEachCommand(@ForAll("commands") byte[] json) throws IOException {
        readsOrRefuses(json, Command.class);
    }

    @Property(seed = "4", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesEachReply(@ForAll("replies") byte[] json) throws IOException {
        readsOrRefuses(json, Reply.class);
    }

    /** A seed that is refused as it is would lead nowhere but into its first mistake. */
    @Example
    void readsEachSeed() throws IOException {
        for (String seed : COMMANDS) {
            assertThat(mapper.readValue(seed, Command.class)).isNotNull();
        }
        for (String seed : REPLIES) {
            assertThat(mapper.readValue(seed, Reply.class)).isNotNull();
        }
    }

    private <T> void readsOrRefuses(byte[] json, Class<T> type) throws IOException {
        T value;
        try {
            value = mapper.readValue(json, type);
        } catch (IOException | RuntimeException e) {
            InvalidMessage refusal = StrictJson.refusal(e);
            assertThat(refusal).as("the refusal of %s", e).isNotNull();
            assertThat(refusal.reason()).isNotEqualTo(Reason.INTERNAL);
            return;
        }
        assertThat(mapper.readValue(mapper.writeValueAsBytes(value), type)).isEqualTo(value);
    }
}
