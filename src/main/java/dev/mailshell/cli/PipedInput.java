package dev.mailshell.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines from a pipe or a file, in UTF-8. */
final class PipedInput implements ShellInput {

    private final BufferedReader input;

    PipedInput(InputStream input) {
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> next() throws IOException {
        String line = input.readLine();
        if (line == null) {
            return Optional.empty();
        }
        StringBuilder whole = new StringBuilder(line);
        while (!ShellLine.isComplete(whole.toString())) {
            String more = input.readLine();
            if (more == null) {
                break;
            }
            whole.append('\n').append(more);
        }
        return Optional.of(whole.toString());
    }
}
