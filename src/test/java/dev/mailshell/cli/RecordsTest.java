package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandRef;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

    private static final Instant NOW = Cli.NOW;
    private static final UUID FIRST = ClientFiles.id("3f2a1b2c");
    private static final UUID SECOND = ClientFiles.id("7be01c55");

    @TempDir
    Path directory;

    private ClientFiles files;
    private Records records;

    @BeforeEach
    void layOut() throws IOException {
        files = new ClientFiles(directory.resolve("alice"));
        records = new Records(files.home());
    }

    private SentCommand only() throws IOException {
        List<SentCommand> commands = records.newest(10);
        assertThat(commands).hasSize(1);
        return commands.get(0);
    }

    @Test
    void listsTheNewestFirstAndNoMoreThanIsAskedFor() throws IOException {
        files.sent(FIRST, NOW.minusSeconds(9), "web1", "uptime");
        files.sent(SECOND, NOW.minusSeconds(5), "web1", "id");

        assertThat(records.newest(10)).extracting(SentCommand::id).containsExactly(SECOND, FIRST);
        assertThat(records.newest(1)).extracting(SentCommand::line).containsExactly("id");
    }

    @Test
    void saysWhatACommandWaitsFor() throws IOException {
        files.waiting(FIRST, NOW, "web1", "uptime", "the mail server does not answer");

        assertThat(only().state(NOW)).isEqualTo("waits to be sent: the mail server does not answer");
        assertThat(only().isInFlight(NOW.plus(Duration.ofDays(9)))).isTrue();
    }

    @Test
    void saysWhyACommandWasNotSent() throws IOException {
        files.failed(FIRST, NOW, "web9", "uptime", "there is no key of web9");

        assertThat(only().state(NOW)).isEqualTo("not sent: there is no key of web9");
        assertThat(only().hint()).isEqualTo("mend it");
        assertThat(only().isInFlight(NOW)).isFalse();
    }

    @Test
    void tellsWhatEachServerHasAnsweredAndWhichHasNot() throws IOException {
        files.sent(FIRST, NOW, "web1,db1", "uptime");
        files.reply(FIRST + ".db1", "db1", FinalStatus.FAILED, 3, NOW, "", "");

        assertThat(only().state(NOW)).isEqualTo("db1 failed, exit code 3; web1 no answer yet");
        assertThat(only().unanswered()).containsExactly(new IdentityName("web1"));
        assertThat(only().isInFlight(NOW)).isTrue();
    }

    @Test
    void expectsNothingMoreOnceACommandHasExpired() throws IOException {
        files.sent(FIRST, NOW, "web1", "uptime");

        assertThat(only().isInFlight(NOW.plus(Duration.ofHours(23)))).isTrue();
        assertThat(only().isInFlight(NOW.plus(Duration.ofHours(24)))).isFalse();
        assertThat(only().state(NOW.plus(Duration.ofHours(24)))).isEqualTo("expired, no answer yet");
    }

    @Test
    void tellsHowManyPartsOfAnAnswerHaveCome() throws IOException {
        files.sent(FIRST, NOW, "web1", "uptime");
        Files.writeString(
                files.home().replies().resolve(FIRST + ".partial"), "error: 2 of 5 parts have come\nhint: \n");

        assertThat(only().state(NOW)).isEqualTo("sent, no answer yet, web1: 2 of 5 parts have come");
    }

    @Test
    void namesAReplyThatCannotBeReadAndReadsTheOthers() throws IOException {
        files.sent(FIRST, NOW, "web1", "uptime");
        Files.writeString(files.home().replies().resolve(FIRST + ".json"), "{");
        files.sent(SECOND, NOW.plusSeconds(1), "web1", "id");
        files.reply(SECOND.toString(), "web1", FinalStatus.DONE, 0, NOW, "", "");

        assertThat(records.newest(10))
                .extracting(command -> command.state(NOW))
                .containsExactly("done", "sent, no answer yet, web1: replies/" + FIRST + ".json cannot be read");
    }

    @Test
    void showsACommandWhoseFileIsNone() throws IOException {
        Files.writeString(files.home().sent().resolve(FIRST + "-x.json"), "{\"to\":");

        assertThat(only().line()).isEqualTo("?");
        assertThat(only().servers()).isEqualTo("?");
    }

    @Test
    void showsACommandThatIsTooLongToBeSentAndReadsTheOthers() throws IOException {
        files.failed(FIRST, NOW, "web1", "y".repeat(Invocation.Line.MAX_LENGTH + 1), "the command line is too long");
        files.sent(SECOND, NOW.plusSeconds(1), "web1", "id");

        assertThat(records.newest(10)).extracting(SentCommand::line).containsExactly("id", "?");
    }

    @Test
    void keepsOfAReasonNoMoreThanFitsALine() throws IOException {
        files.sent(FIRST, NOW, "web1", "uptime");
        files.denied(FIRST.toString(), "web1", NOW, "no ".repeat(100_000));

        assertThat(only().state(NOW))
                .startsWith("denied, no no ")
                .endsWith("...")
                .hasSizeLessThan(600);
    }

    @Test
    void showsAReplyWhoseCommandFileIsGone() throws IOException {
        files.reply(FIRST + ".db1", "db1", FinalStatus.DONE, 0, NOW, "out", "");

        assertThat(only().id()).isEqualTo(FIRST);
        assertThat(only().state(NOW)).isEqualTo("done");
        assertThat(only().servers()).isEqualTo("db1");
    }

    @Test
    void looksAtNoOtherFile() throws IOException {
        Files.writeString(files.home().sent().resolve("notes.json"), "x");
        Files.writeString(files.home().replies().resolve("notes.json"), "x");
        Files.createDirectory(files.home().sending().resolve(FIRST + "-send.json.files"));

        assertThat(records.newest(10)).isEmpty();
        assertThat(records.replies()).isEmpty();
    }

    @Test
    void findsACommandByHowItsIdBegins() throws Exception {
        files.sent(FIRST, NOW, "web1", "uptime");
        files.sent(SECOND, NOW, "web1", "id");

        assertThat(records.find(CommandRef.of("7BE01C55")).id()).isEqualTo(SECOND);
        assertThatThrownBy(() -> records.find(CommandRef.of("00000000")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("no command of this home has the id 00000000");
    }

    @Test
    void refusesABeginningOfTwoIds() throws Exception {
        files.sent(FIRST, NOW, "web1", "uptime");
        files.sent(UUID.fromString("3f2a1b2c-0000-4f60-8123-456789abcdef"), NOW, "web1", "id");

        assertThatThrownBy(() -> records.find(CommandRef.of("3f2a1b2c")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("2 commands of this home have an id that begins with 3f2a1b2c");
    }
}
