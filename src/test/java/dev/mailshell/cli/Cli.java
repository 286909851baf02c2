package dev.mailshell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** One run of the command line, with what it printed. */
record Cli(int exitCode, String out, String err) {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    static Cli run(String... args) {
        return run(Map.of(), NOW, args);
    }

    static Cli run(Map<String, String> environment, Instant now, String... args) {
        return run(environment, now, Optional.empty(), args);
    }

    /** At a terminal where somebody answers each question with {@code answer}; the questions are in what it said. */
    static Cli runAnswering(String answer, String... args) {
        return run(Map.of(), NOW, Optional.of(answer), args);
    }

    /** Where stderr is a terminal that can draw. */
    static Cli runOnScreen(String... args) {
        return run(Map.of(), NOW, Optional.empty(), Optional.of(new Screen(true)), args);
    }

    static Cli run(Map<String, String> environment, Instant now, Optional<String> answer, String... args) {
        return run(environment, now, answer, Optional.empty(), args);
    }

    private static Cli run(
            Map<String, String> environment,
            Instant now,
            Optional<String> answer,
            Optional<Screen> screen,
            String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
        CliContext context = new CliContext(
                environment,
                Clock.fixed(now, ZoneOffset.UTC),
                new SecureRandom(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                said,
                () -> answer.map(text -> question -> {
                    said.println(question);
                    return text;
                }),
                () -> screen);
        int exitCode = MailshellCommand.commandLine(context, args).execute(args);
        return new Cli(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What it printed, as JSON. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
