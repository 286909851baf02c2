package dev.mailshell.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.model.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void cutsALongNameOfAFieldThatACommandFileShouldNotHave() {
        String json = "{\"" + "x".repeat(10_000) + "\":1}";

        JsonProcessingException failure = catchThrowableOfType(
                JsonProcessingException.class, () -> StrictJson.mapper().readValue(json, CommandDraft.class));

        assertThat(DraftFault.describe(failure))
                .isEqualTo("x".repeat(60) + "… is not a field of a command file (line 1)");
    }

    private static final UUID ID = UUID.fromString("6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IdentityName ALICE = new IdentityName("alice");
    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final IdentityName DB1 = new IdentityName("db1");

    private static final String COMMAND =
            """
            {"v":1,"id":"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11","from":"alice","to":["web1"],\
            "issuedAt":"2026-11-20T12:00:00Z","expiresAt":"2026-11-21T12:00:00Z","command":{"line":"uptime"}}""";
    private static final String REPLY =
            """
            {"v":1,"id":"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11","replyId":"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b12",\
            "from":"web1","to":["alice"],"status":"done","exitCode":0,"receivedAt":"2026-11-20T12:00:00Z",\
            "finishedAt":"2026-11-20T12:00:01Z",\
            "stdout":{"text":"up\\n","bytes":3,"truncated":false,"sha256":"c07e32e2b5a46b7a6ce0a1b1a3f3f5a3b5f2a1f3e2d1c0b9a8f7e6d5c4b3a291"},\
            "reason":{"code":"TIMED_OUT","message":"m","hint":"h"},"part":1,"parts":1}""";

    private final ObjectMapper mapper = StrictJson.mapper();

    @Test
    void writesTheSmallestCommandAsTheProtocolShowsIt() throws Exception {
        Command command = command(new Invocation.Line("uptime"), CommandOptions.NONE);

        assertThat(mapper.writeValueAsString(command)).isEqualTo(COMMAND);
        assertThat(mapper.readValue(COMMAND, Command.class)).isEqualTo(command);
    }

    static List<Invocation> invocations() {
        return List.of(
                new Invocation.Line("echo \"ü\" \\ \u2028 '"),
                new Invocation.Argv(List.of("/bin/echo", "", "two words", "\n")),
                new Invocation.Run("restart", Map.of("service", "nginx", "empty", "")),
                new Invocation.Run("uptime", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("invocations")
    void readsEachFormOfCommandAsItWroteIt(Invocation invocation) throws Exception {
        CommandOptions options = new CommandOptions(
                Optional.of(Duration.ofMillis(1500)),
                Optional.of("in\0put\n"),
                Optional.of("012345"),
                true,
                List.of("a"));
        Command command = command(invocation, options);
        CommandDraft draft =
                new CommandDraft(Set.of(WEB1, DB1), invocation, options, Optional.of(Duration.ofMinutes(10)));

        assertThat(mapper.readValue(mapper.writeValueAsBytes(command), Command.class))
                .isEqualTo(command);
        assertThat(mapper.readValue(mapper.writeValueAsBytes(draft), CommandDraft.class))
                .isEqualTo(draft);
    }

    @Test
    void readsAPartOfACommandWithFilesAsItWroteIt() throws Exception {
        CommandOptions files = new CommandOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(new AttachedFile("a b", 1, "0".repeat(64)), new AttachedFile("in", 0, "f".repeat(64))),
                Optional.of("in"));
        Command part = command(new Invocation.Line("cat"), files).inPart(2, 3);

        String json = mapper.writeValueAsString(part);

        assertThat(json).endsWith("\"stdinFile\":\"in\",\"part\":2,\"parts\":3}");
        assertThat(mapper.readValue(json, Command.class)).isEqualTo(part);
    }

    @Test
    void readsTheSmallestDraft() throws Exception {
        assertThat(mapper.readValue("{\"to\":[\"web1\"],\"command\":{\"line\":\"uptime\"}}", CommandDraft.class))
                .isEqualTo(new CommandDraft(
                        Set.of(WEB1), new Invocation.Line("uptime"), CommandOptions.NONE, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(FinalStatus.class)
    void readsAReplyOfEachStatusAsItWroteIt(FinalStatus status) throws Exception {
        Reply reply = new Reply(
                ID,
                UUID.fromString("6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b12"),
                WEB1,
                Set.of(ALICE),
                status,
                OptionalInt.of(-1),
                Optional.of("KILL"),
                NOON,
                Optional.of(NOON.plusNanos(1)),
                NOON.plusSeconds(1),
                Optional.of(new StreamOutput(new StreamOutput.Base64("/w=="), 1L << 40, true, "ab".repeat(32))),
                Optional.of(new StreamOutput(new StreamOutput.Attachment("stderr"), 7, false, "cd".repeat(32))),
                Optional.of(new Explanation(Reason.TIMED_OUT, "fact", "")),
                List.of(new Warning("one key ends", "renew it"), new Warning("another ends", "")),
                Optional.empty(),
                2,
                3);

        assertThat(mapper.readValue(mapper.writeValueAsBytes(reply), Reply.class))
                .isEqualTo(reply);
    }

    @Test
    void readsAReplyThatSaysLittleAsItWroteIt() throws Exception {
        Reply reply = new Reply(
                ID,
                ID,
                WEB1,
                Set.of(ALICE),
                FinalStatus.EXPIRED,
                OptionalInt.empty(),
                Optional.empty(),
                NOON,
                Optional.empty(),
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                1,
                1);

        assertThat(mapper.readValue(mapper.writeValueAsBytes(reply), Reply.class))
                .isEqualTo(reply);
        assertThat(mapper.writeValueAsString(reply)).doesNotContain("null", "stdout", "exitCode", "warnings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[{}]",
                "[{\"message\":\"a\"}]",
                "[{\"message\":\"\",\"hint\":\"\"}]",
                "[{\"message\":\"a\",\"hint\":\"\",\"code\":1}]",
                "\"a key ends\"",
                "TOO MANY",
                "TOO LONG"
            })
    void refusesWarningsThatAreNotAsTheProtocolSays(String warnings) throws Exception {
        String one = "{\"message\":\"a\",\"hint\":\"\"}";
        String written = warnings.equals("TOO MANY")
                ? "[" + (one + ",").repeat(8) + one + "]"
                : warnings.equals("TOO LONG") ? "[" + one.replace("a\"", "a".repeat(501) + "\"") + "]" : warnings;
        String reply = "{\"v\":1,\"id\":\"" + ID + "\",\"replyId\":\"" + ID
                + "\",\"from\":\"web1\",\"to\":[\"alice\"],\"status\":\"done\",\"receivedAt\":\"2026-11-20T12:00:00Z\","
                + "\"finishedAt\":\"2026-11-20T12:00:00Z\",\"part\":1,\"parts\":1,\"warnings\":";

        assertThat(mapper.readValue(reply + "[" + one + "]}", Reply.class).warnings())
                .hasSize(1);
        assertThatThrownBy(() -> mapper.readValue(reply + written + "}", Reply.class))
                .satisfies(failure -> assertThat(StrictJson.refusal(failure)).isNotNull());
    }

    @ParameterizedTest(name = "{0} -> {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"v\":1,                | ``                                | VERSION_UNSUPPORTED",
                "\"v\":1,                | \"v\":2,                          | VERSION_UNSUPPORTED",
                "\"v\":1,                | \"v\":\"1\",                      | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1.0,                        | COMMAND_INVALID",
                "\"v\":1,                | \"v\":true,                       | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"v\":1,                  | JSON_DUPLICATE_KEY",
                "\"v\":1,                | \"v\":1,\"w\":1,                  | JSON_UNKNOWN_FIELD",
                "\"v\":1,                | \"v\":1,\"V\":1,                  | JSON_UNKNOWN_FIELD",
                "\"v\":1,                | \"v\":1,/**/                      | JSON_MALFORMED",
                "\"v\":1,                | \"v\":01,                         | JSON_MALFORMED",
                "\"v\":1,                | \"v\":NaN,                        | JSON_MALFORMED",
                "\"v\":1,                | 'v':1,                            | JSON_MALFORMED",
                "{\"line\":\"uptime\"}}  | {\"line\":\"uptime\"}             | JSON_MALFORMED",
                "{\"line\":\"uptime\"}}  | {\"line\":\"uptime\"}}{}          | JSON_TRAILING_DATA",
                "{\"line\":\"uptime\"}}  | {\"line\":\"uptime\"},}           | JSON_MALFORMED",
                "{\"line\":\"uptime\"}   | {}                                | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | null                              | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | \"uptime\"                        | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":7}                      | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":true}                   | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":[\"uptime\"]}           | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":\" \"}                  | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":\"a\\u0000b\"}          | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":\"a\",\"line\":\"b\"}   | JSON_DUPLICATE_KEY",
                "{\"line\":\"uptime\"}   | {\"line\":\"a\",\"run\":\"b\"}    | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":\"a\",\"args\":{}}      | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"line\":\"a\",\"shell\":\"b\"}  | JSON_UNKNOWN_FIELD",
                "{\"line\":\"uptime\"}   | {\"argv\":[]}                     | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"argv\":[null]}                 | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"argv\":[1]}                    | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"argv\":\"uptime\"}             | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"run\":\"a\",\"args\":{\"b\":null}} | COMMAND_INVALID",
                "{\"line\":\"uptime\"}   | {\"run\":\"a\",\"args\":{\"b\":1}}    | COMMAND_INVALID",
                "[\"web1\"]              | []                                | COMMAND_INVALID",
                "[\"web1\"]              | \"web1\"                          | COMMAND_INVALID",
                "[\"web1\"]              | [\"web1\",\"web1\"]               | COMMAND_INVALID",
                "[\"web1\"]              | [\"web1\",null]                   | COMMAND_INVALID",
                "[\"web1\"]              | [\"../web1\"]                     | NAME_INVALID",
                "[\"web1\"]              | [\"WEB1\"]                        | NAME_INVALID",
                "\"alice\"               | null                              | COMMAND_INVALID",
                "\"alice\"               | \"a/b\"                           | NAME_INVALID",
                "6f0c2b60                | 6F0C2B60                          | COMMAND_INVALID",
                "6f0c2b60-               | 6f0c2b60                          | COMMAND_INVALID",
                "6f0c2b60                | ../../60                          | COMMAND_INVALID",
                "2026-11-20T12:00:00Z    | 2026-11-20T12:00:00+00:00         | COMMAND_INVALID",
                "2026-11-20T12:00:00Z    | 2026-11-20                        | COMMAND_INVALID",
                "2026-11-20T12:00:00Z    | 1999-12-31T23:59:59Z              | COMMAND_INVALID",
                "2026-11-20T12:00:00Z    | +999999999-12-31T23:59:59Z        | COMMAND_INVALID",
                "2026-11-21T12:00:00Z    | 2026-11-20T12:00:00Z              | COMMAND_INVALID",
                "\"2026-11-20T12:00:00Z\" | 1795000000                       | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"timeout\":\"0s\",       | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"timeout\":\"-1s\",      | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"timeout\":\"PT1S\",     | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"timeout\":5,            | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"explain\":\"true\",     | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"explain\":1,            | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"stdin\":1,              | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"totp\":123456,          | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"collect\":[null],       | COMMAND_INVALID",
                "\"v\":1,                | \"v\":1,\"collect\":\"a\",        | COMMAND_INVALID",
            })
    void refusesACommandThatIsNearlyRight(String from, String to, Reason reason) {
        assertThat(refusal(COMMAND, from, to, Command.class)).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} -> {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"v\":1,            | \"v\":2,                   | VERSION_UNSUPPORTED",
                "\"v\":1,            | \"v\":1,\"extra\":1,       | JSON_UNKNOWN_FIELD",
                "\"v\":1,            | \"v\":1,\"signal\":\"HUP\", | REPLY_INVALID",
                "\"text\":\"up\\n\"  | \"base64\":\"-\"           | REPLY_INVALID",
                "\"bytes\":3         | \"bytes\":-3               | REPLY_INVALID",
                "\"sha256\":\"       | \"sha256\":\"Z           | REPLY_INVALID",
                "\"done\"            | \"DONE\"                   | REPLY_INVALID",
                "\"done\"            | \"timed_out\"              | REPLY_INVALID",
                "\"exitCode\":0      | \"exitCode\":\"0\"         | COMMAND_INVALID",
                "\"exitCode\":0      | \"exitCode\":0.5           | COMMAND_INVALID",
                "\"exitCode\":0      | \"exitCode\":4294967296    | COMMAND_INVALID",
                "\"text\":\"up\\n\"  | \"text\":\"a\",\"base64\":\"YQ==\" | REPLY_INVALID",
                "\"text\":\"up\\n\", | ``                         | REPLY_INVALID",
                "\"bytes\":3,        | ``                         | REPLY_INVALID",
                "TIMED_OUT           | timed_out                  | REPLY_INVALID",
                "TIMED_OUT           | NO_SUCH_REASON             | REPLY_INVALID",
                "\"part\":1          | \"part\":0                 | REPLY_INVALID",
                "\"part\":1          | \"part\":2                 | REPLY_INVALID",
                "[\"alice\"]         | []                         | REPLY_INVALID",
                "0b12                | 0B12                       | REPLY_INVALID",
            })
    void refusesAReplyThatIsNearlyRight(String from, String to, Reason reason) {
        assertThat(refusal(REPLY, from, to, Reply.class)).isEqualTo(reason);
    }

    @Test
    void acceptsTheReplyThatTheOthersDifferFrom() throws Exception {
        assertThat(mapper.readValue(REPLY, Reply.class).status()).isEqualTo(FinalStatus.DONE);
    }

    @ParameterizedTest(name = "a draft with {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\":\"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11\" | JSON_UNKNOWN_FIELD",
                "\"from\":\"alice\"                   | JSON_UNKNOWN_FIELD",
                "\"issuedAt\":\"2026-11-20T12:00:00Z\"| JSON_UNKNOWN_FIELD",
                "\"v\":2                              | VERSION_UNSUPPORTED",
                "\"expires\":\"soon\"                 | COMMAND_INVALID",
                "\"to\":[\"db1\"]                     | JSON_DUPLICATE_KEY",
            })
    void refusesADraftWith(String field, Reason reason) {
        String draft = "{\"to\":[\"web1\"],\"command\":{\"line\":\"uptime\"}}";

        assertThat(refusal(draft, "{\"to\"", "{" + field + ",\"to\"", CommandDraft.class))
                .isEqualTo(reason);
    }

    @Test
    void callsNothingNoJson() {
        assertThat(refusal(COMMAND, COMMAND, "", Command.class)).isEqualTo(Reason.JSON_MALFORMED);
        assertThat(refusal(COMMAND, COMMAND, " \r\n", Command.class)).isEqualTo(Reason.JSON_MALFORMED);
    }

    @Test
    void boundsDepthAndSize() {
        assertThat(refusal(COMMAND, "\"v\":1,", "\"collect\":" + "[".repeat(100_000) + ",", Command.class))
                .isEqualTo(Reason.COMMAND_INVALID);
        assertThat(refusal(COMMAND, "\"v\":1,", "\"v\":" + "1".repeat(100) + ",", Command.class))
                .isEqualTo(Reason.JSON_MALFORMED);
        assertThat(refusal(COMMAND, "\"v\":1,", "\"v\":1," + " ".repeat(StrictJson.MAX_BYTES), Command.class))
                .isEqualTo(Reason.JSON_MALFORMED);
    }

    @Test
    void repeatsNothingOfWhatAStrangerWrote() {
        String secret = COMMAND.replace("\"v\":1", "\"v\":1,\"hunter2\":\"hunter2\"");

        assertThat(StrictJson.refusal(catchThrowable(() -> mapper.readValue(secret, Command.class))))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void knowsWhichFailuresAreNotItsOwn() {
        assertThat(StrictJson.refusal(new IllegalStateException("a bug"))).isNull();
    }

    private Reason refusal(String json, String from, String to, Class<?> type) {
        assertThat(json).contains(from);
        Throwable failure = catchThrowable(() -> mapper.readValue(json.replace(from, to), type));
        assertThat(failure)
                .as("accepted though it is not what version 1 allows")
                .isNotNull();
        InvalidMessage refusal = StrictJson.refusal(failure);
        assertThat(refusal).as("%s", failure).isNotNull();
        return refusal.reason();
    }

    /** Programs read their settings from such a file, and the directory that it is put into is the home of the process. */
    @Test
    void refusesAnAttachedFileWhoseNameBeginsWithADot() {
        assertThatThrownBy(() -> new AttachedFile(".gitconfig", 1, "0".repeat(64)))
                .isInstanceOfSatisfying(
                        InvalidMessage.class, e -> assertThat(e.reason()).isEqualTo(Reason.COMMAND_INVALID));
        assertThat(new AttachedFile("git.config", 1, "0".repeat(64)).name()).isEqualTo("git.config");
    }

    /** In memory such a list has fifty times the bytes that it has in the mail. */
    @Test
    void refusesMoreValuesThanAnyMessageNeeds() {
        String json = "{\"argv\":[" + "\"a\",".repeat(30_000) + "\"a\"]}";

        Throwable failure = catchThrowable(() -> StrictJson.mapper().readValue(json, Command.class));

        assertThat(failure).hasMessageContaining("20000");
        assertThat(StrictJson.refusal(failure).reason()).isEqualTo(Reason.JSON_MALFORMED);
    }

    private static Command command(Invocation invocation, CommandOptions options) {
        return new Command(ID, ALICE, Set.of(WEB1), NOON, NOON.plus(Duration.ofHours(24)), invocation, options);
    }
}
