package dev.mailshell.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Takes a line, answers it, and asks for the next, until quit or the end of the input. */
final class Conversation {

    private static final String PROMPT = "alice> ";

    /** What a key that is no letter types (ECMA-48 section 5.4; an arrow is ESC [ A), and each other control character. */
    private static final Pattern KEYS = Pattern.compile("\\x1b(\\[[0-?]*[ -/]*[@-~]|O.)|[\\p{Cntrl}&&[^\\t]]");

    private final BufferedReader input;
    private final PrintStream err;
    private final Cursor cursor;

    /** Answers one line; the exit code. */
    @FunctionalInterface
    interface Answer {
        int to(String line) throws Exception;
    }

    /** @param cursor follows all that is written to where {@code err} goes */
    Conversation(InputStream input, PrintStream err, Cursor cursor) {
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.err = err;
        this.cursor = cursor;
    }

    /** The exit code of the last line. */
    int hold(Answer answer) throws Exception {
        beginLine();
        err.println("quit or Ctrl-D ends");
        int exitCode = ExitCode.OK;
        for (String line = ask(); line != null && !line.strip().equals("quit"); line = ask()) {
            if (!line.isBlank()) {
                exitCode = answer.to(line);
            }
        }
        return exitCode;
    }

    private void beginLine() {
        if (!cursor.isAtLineStart()) {
            err.println();
        }
    }

    /** Null at the end of the input. */
    private String ask() throws IOException {
        beginLine();
        err.print(PROMPT);
        err.flush();
        String line = input.readLine();
        if (line == null) {
            err.println();
            return null;
        }
        // The line end was typed, and a terminal shows it.
        cursor.atNewLine();
        return KEYS.matcher(line).replaceAll("");
    }
}
