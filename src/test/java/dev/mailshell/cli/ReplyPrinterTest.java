package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.ReplyName;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.model.Warning;
import dev.mailshell.wire.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyPrinterTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void letsNoServerWriteControlCharactersIntoTheTerminalThroughAReason() throws IOException {
        int exitCode =
                print(false, StandardCharsets.UTF_8, received(FinalStatus.DENIED, "not you\u001b[2J", "go\r\naway"));

        assertThat(exitCode).isEqualTo(ExitCode.DENIED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("error: web1: denied, not you?[2J\nhint: go??away\n");
    }

    @Test
    void tellsACancelledCommandByItsExitCode() throws IOException {
        int exitCode = print(
                false, StandardCharsets.UTF_8, received(FinalStatus.CANCELLED, "alice cancelled it while it ran", ""));

        assertThat(exitCode).isEqualTo(252);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: web1: cancelled, alice cancelled it while it ran\n");
    }

    @Test
    void warnsOfOutputThatIsCut() throws IOException {
        StreamOutput cut = new StreamOutput(new StreamOutput.Text("ab"), 9, true, "0".repeat(64));
        StreamOutput whole = new StreamOutput(new StreamOutput.Text("c"), 1, false, "0".repeat(64));

        int exitCode = print(false, StandardCharsets.UTF_8, received(reply(FinalStatus.DONE, cut, whole)));

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ab");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("warning: web1: stdout is cut in the middle (was 9 bytes, kept 2)\nhint: ")
                .endsWith("\nc");
    }

    @Test
    void printsTheWarningsOfAReplyBesideWhatTheCommandWrote() throws IOException {
        Reply reply = reply(
                FinalStatus.DONE,
                Optional.of(new StreamOutput(new StreamOutput.Text("up\n"), 3, false, "0".repeat(64))),
                Optional.empty(),
                Optional.empty(),
                new Warning("a key \u001b[2Jends", "renew it"),
                new Warning("another ends", ""));

        assertThat(print(false, StandardCharsets.UTF_8, received(reply))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("up\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("warning: web1: a key ?[2Jends\nhint: renew it\nwarning: web1: another ends\n");
    }

    @Test
    void callsAnEndWithoutAnExitCodeAFailureOfOurs() throws IOException {
        assertThat(print(false, StandardCharsets.UTF_8, received(FinalStatus.TIMED_OUT, "too long", "")))
                .isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void printsOneJsonLineForEachServerAlsoForOneThatDoesNotAnswer() throws IOException {
        ReceivedReply answer = received(FinalStatus.DENIED, "not you", "");
        ReceivedReply none =
                ReceivedReply.none(answer.command(), new IdentityName("db1"), Optional.empty(), Optional.empty());

        assertThat(print(true, StandardCharsets.UTF_8, none)).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(print(true, StandardCharsets.UTF_8, answer)).isEqualTo(ExitCode.DENIED);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("{\"id\":\"" + answer.command() + "\",\"from\":\"db1\",\"status\":null}"),
                        line -> assertThat(line)
                                .startsWith("{\"v\":1,\"id\":\"" + answer.command())
                                .contains("\"from\":\"web1\"", "\"status\":\"denied\""));
    }

    @Test
    void writesJsonInUtf8WhateverTheTerminalHas() throws IOException {
        print(true, StandardCharsets.US_ASCII, received(FinalStatus.DENIED, "für dich nicht", ""));

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"message\":\"für dich nicht\"");
    }

    private int print(boolean json, Charset terminal, ReceivedReply received) throws IOException {
        CliContext context = new CliContext(
                Map.of(),
                Clock.systemUTC(),
                new SecureRandom(),
                new PrintStream(out, true, terminal),
                new PrintStream(err, true, terminal));
        new ReplyPrinter(context, json).print(received);
        return Ending.of(received).exitCode();
    }

    private ReceivedReply received(FinalStatus status, String message, String hint) throws IOException {
        return received(reply(
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Explanation(Reason.NOT_ALLOWED, message, hint))));
    }

    private ReceivedReply received(Reply reply) throws IOException {
        ReplyName name = new ReplyName(reply.id().toString());
        Path file =
                Files.write(directory.resolve(name.json()), StrictJson.mapper().writeValueAsBytes(reply));
        return ReceivedReply.in(file, name);
    }

    private static Reply reply(FinalStatus status, StreamOutput stdout, StreamOutput stderr) {
        return reply(status, Optional.of(stdout), Optional.of(stderr), Optional.empty());
    }

    private static Reply reply(
            FinalStatus status,
            Optional<StreamOutput> stdout,
            Optional<StreamOutput> stderr,
            Optional<Explanation> why,
            Warning... warnings) {
        Clock clock = Clock.systemUTC();
        return new Reply(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new IdentityName("web1"),
                Set.of(new IdentityName("alice")),
                status,
                OptionalInt.empty(),
                Optional.empty(),
                clock.instant(),
                Optional.empty(),
                clock.instant(),
                stdout,
                stderr,
                why,
                List.of(warnings),
                Optional.empty(),
                1,
                1);
    }
}
