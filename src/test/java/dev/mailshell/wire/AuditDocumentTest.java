package dev.mailshell.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.audit.TestLog;
import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.Command;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.SeenSizes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditDocumentTest {

    private static final String COMMAND =
            "{\"v\":1,\"id\":\"6f0c1a52-93c1-4b7e-8f2e-0d1c5b7a9e42\",\"from\":\"alice\",\"to\":[\"web1\"],"
                    + "\"issuedAt\":\"2026-11-20T10:00:00Z\",\"expiresAt\":\"2026-11-21T10:00:00Z\","
                    + "\"command\":{\"line\":\"uptime\"},\"audit\":%s}";
    private static final String REPLY =
            "{\"v\":1,\"id\":\"6f0c1a52-93c1-4b7e-8f2e-0d1c5b7a9e42\",\"replyId\":\"6f0c1a52-93c1-4b7e-8f2e-0d1c5b7a9e43\","
                    + "\"from\":\"web1\",\"to\":[\"alice\"],\"status\":\"done\",\"receivedAt\":\"2026-11-20T10:00:00Z\","
                    + "\"finishedAt\":\"2026-11-20T10:00:00Z\",\"part\":1,\"parts\":1}";

    private final ObjectMapper json = StrictJson.mapper();

    @Test
    void isTheSameAfterItsWay() throws Exception {
        AuditStatement statement = TestLog.of("web1").add("a", 13).statement(1, 5, 13);
        Reply reply = json.readValue(stating(statement), Reply.class);

        assertThat(reply.audit()).contains(statement);
        assertThat(json.readValue(json.writeValueAsBytes(reply), Reply.class)).isEqualTo(reply);
        assertThat(json.readValue(REPLY, Reply.class).audit()).isEmpty();
    }

    private String stating(AuditStatement statement) throws Exception {
        return REPLY.replace(
                ",\"part\"", ",\"audit\":" + json.writeValueAsString(AuditDocument.of(statement)) + ",\"part\"");
    }

    private static String seen(String sizes) {
        return COMMAND.replace("%s", sizes);
    }

    @Test
    void namesTheSizesThatWereSeen() throws Exception {
        Command command = json.readValue(seen("[5,10]"), Command.class);

        assertThat(command.options().seen()).isEqualTo(new SeenSizes(List.of(5L, 10L)));
        assertThat(json.readValue(json.writeValueAsBytes(command), Command.class))
                .isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[0]", "[5,5]", "[10,5]", "[null]", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]", "[\"5\"]", "5"})
    void refusesSizesThatCannotBe(String sizes) {
        Throwable failure = catchThrowable(() -> json.readValue(seen(sizes), Command.class));

        assertThat(StrictJson.refusal(failure).reason()).isEqualTo(Reason.COMMAND_INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"root\":\"; \"root\":\"x",
                "\"size\":; \"size\":-",
                "\"key\":\"; \"key\":\"%",
                "\"sealedAt\":\"; \"sealedAt\":\"x",
                "\"log\":\"; \"log\":\"UPPER"
            })
    void refusesACheckpointThatCannotBe(String from, String to) throws Exception {
        AuditStatement statement = TestLog.of("web1").add("a", 3).statement(1);
        String text = stating(statement);
        assertThat(text).contains(from);

        Throwable failure = catchThrowable(() -> json.readValue(text.replace(from, to), Reply.class));

        assertThat(StrictJson.refusal(failure).reason()).isIn(Reason.REPLY_INVALID, Reason.NAME_INVALID);
    }
}
