package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.model.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadableReplyTest {

    private static final UUID ID = UUID.fromString("6f0c1a52-93c1-8b7e-8f2e-0d1c5b7a9e42");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IdentityName ALICE = new IdentityName("alice");

    private static Reply reply(
            FinalStatus status,
            OptionalInt exitCode,
            Optional<StreamOutput> stdout,
            Optional<StreamOutput> stderr,
            Optional<Explanation> why,
            Warning... warnings) {
        return new Reply(
                ID,
                ID,
                new IdentityName("web1"),
                Set.of(ALICE),
                status,
                exitCode,
                Optional.empty(),
                NOON,
                exitCode.isPresent() ? Optional.of(NOON.plusMillis(5)) : Optional.empty(),
                NOON.plusSeconds(1),
                stdout,
                stderr,
                why,
                List.of(warnings),
                Optional.empty(),
                1,
                1);
    }

    private static Optional<StreamOutput> stream(StreamOutput.Content content, long bytes, boolean truncated) {
        return Optional.of(new StreamOutput(content, bytes, truncated, "0".repeat(64)));
    }

    private static Optional<StreamOutput> text(String text) {
        return stream(new StreamOutput.Text(text), text.length(), false);
    }

    @Test
    void beginsWithTheStatusThenShowsTheOutputThenTheDetails() {
        Command command = new Command(
                ID,
                ALICE,
                Set.of(new IdentityName("web1")),
                NOON.minusSeconds(9),
                NOON.plusSeconds(9),
                new Invocation.Line("uptime\nfalse"),
                CommandOptions.NONE);

        assertThat(ReadableReply.of(
                        reply(FinalStatus.FAILED, OptionalInt.of(3), text("up 3 days"), text("no\n"), Optional.empty()),
                        Optional.of(command),
                        true))
                .isEqualTo(
                        """
                        failed, exit code 3, on web1

                        up 3 days

                        --- stderr ---
                        no

                        --- details ---
                        command: uptime?false
                        signed: 2026-11-20T11:59:51Z
                        received: 2026-11-20T12:00:00Z
                        started: 2026-11-20T12:00:00.005Z
                        finished: 2026-11-20T12:00:01Z
                        for: alice
                        id: 6f0c1a52-93c1-8b7e-8f2e-0d1c5b7a9e42
                        """);
    }

    @Test
    void saysWhyAndWhatToDo() {
        Explanation why = new Explanation(Reason.NOT_ALLOWED, "no role allows it", "ask for one");

        assertThat(ReadableReply.of(
                        reply(
                                FinalStatus.DENIED,
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(why)),
                        Optional.empty(),
                        true))
                .startsWith(
                        "denied, on web1\n\n--- details ---\nreason: NOT_ALLOWED, no role allows it\nhint: ask for one\n");
    }

    @Test
    void warnsOfWhatWillGoWrong() {
        assertThat(ReadableReply.of(
                        reply(
                                FinalStatus.DONE,
                                OptionalInt.of(0),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new Warning("a key\nends", "renew it"),
                                new Warning("another ends", "")),
                        Optional.empty(),
                        true))
                .contains("--- details ---\nwarning: a key?ends\nhint: renew it\nwarning: another ends\nreceived: ");
    }

    @Test
    void pointsAtWhatIsAttachedAndSaysWhatIsLeftOut() {
        assertThat(ReadableReply.of(
                        reply(
                                FinalStatus.DONE,
                                OptionalInt.of(0),
                                stream(new StreamOutput.Attachment("stdout.txt"), 99_999, true),
                                text(""),
                                Optional.empty()),
                        Optional.empty(),
                        true))
                .contains(
                        "\n\n(99999 bytes, see the attached stdout.txt)\n(the middle of 99999 bytes is left out)\n\n--- d")
                .doesNotContain("stderr");
    }

    @Test
    void letsNoOutputMoveTheCursor() {
        assertThat(ReadableReply.of(
                        reply(
                                FinalStatus.DONE,
                                OptionalInt.of(0),
                                text("a\u001b[2Jb\u202ec\td\r\ne"),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        true))
                .contains("\na?[2Jb?c\td\ne\n");
    }

    @Test
    void saysThatAnybodyCouldReadWhatWasNotEncrypted() {
        Reply reply = reply(FinalStatus.DONE, OptionalInt.of(0), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(ReadableReply.of(reply, Optional.empty(), false))
                .endsWith("\nwarning: the command was not encrypted: anybody on its way could read it\n");
        assertThat(ReadableReply.of(reply, Optional.empty(), true)).doesNotContain("warning");
    }
}
