package dev.mailshell.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** One run of the command line by the real time. */
public record LiveCli(int exitCode, String out, String err) {

    public static LiveCli run(Map<String, String> environment, String... args) {
        return run(environment, Clock.systemUTC(), args);
    }

    /** As above, by another clock. */
    public static LiveCli run(Map<String, String> environment, Clock clock, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CliContext context = new CliContext(
                environment,
                clock,
                new SecureRandom(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int exitCode = MailshellCommand.commandLine(context, args).execute(args);
        return new LiveCli(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
