package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.ReplyName;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.wire.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void letsNoServerWriteControlCharactersIntoTheTerminalThroughAReason() throws IOException {
        int exitCode = print(FinalStatus.DENIED, "not you\u001b[2J", "go\r\naway");

        assertThat(exitCode).isEqualTo(ExitCode.DENIED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("error: web1: denied, not you?[2J\nhint: go??away\n");
    }

    @Test
    void callsAnEndWithoutAnExitCodeAFailureOfOurs() throws IOException {
        assertThat(print(FinalStatus.TIMED_OUT, "too long", "")).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void writesJsonInUtf8WhateverTheTerminalHas() throws IOException {
        PrintStream ascii = new PrintStream(err, true, StandardCharsets.US_ASCII);

        print(ascii, true, FinalStatus.DENIED, "für dich nicht", "");

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"message\":\"für dich nicht\"");
    }

    private int print(FinalStatus status, String message, String hint) throws IOException {
        return print(new PrintStream(err, true, StandardCharsets.UTF_8), false, status, message, hint);
    }

    private int print(PrintStream sink, boolean json, FinalStatus status, String message, String hint)
            throws IOException {
        CliContext context = new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), sink, sink);
        Reply reply = reply(status, new Explanation(Reason.NOT_ALLOWED, message, hint));
        ReplyName name = new ReplyName(reply.id().toString());
        Path file =
                Files.write(directory.resolve(name.json()), StrictJson.mapper().writeValueAsBytes(reply));
        return new ReplyPrinter(context, json).print(List.of(ReceivedReply.in(file, name)));
    }

    private static Reply reply(FinalStatus status, Explanation why) {
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
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                1,
                1);
    }
}
