package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.SecretFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where a new password comes from; without an option it is asked for. */
@Command
final class PasswordOptions {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final int RANDOM_BYTES = 16;
    private static final String STDIN = "-";

    @ArgGroup
    private Source source;

    /** One of them, at most. */
    private static final class Source {

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description =
                        "A file of mode 0600 whose only line is the password; - is standard input (default: ask at the terminal).")
        private String file;

        @Option(names = "--generate", description = "Make a password of 128 random bits and print it, once.")
        private boolean generate;
    }

    boolean isGenerated() {
        return source != null && source.generate;
    }

    /**
     * The new password.
     *
     * @param stdin is read only if it is asked for
     * @throws CommandFailure if it is too short, or cannot be asked for
     * @throws ConfigFailure if the file is not for us alone
     */
    String choose(CliContext context, InputStream stdin) throws CommandFailure, ConfigFailure, IOException {
        if (isGenerated()) {
            return random(context.random());
        }
        if (source == null) {
            return usable(typed(context));
        }
        return usable(
                source.file.equals(STDIN)
                        ? line(stdin)
                        : SecretFile.read(Path.of(source.file)).reveal());
    }

    /** A password that nobody guesses. */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String line(InputStream stdin) throws IOException {
        String line = new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    private static String typed(CliContext context) throws CommandFailure {
        Terminal terminal = context.terminal()
                .get()
                .orElseThrow(() -> new CommandFailure(
                        "there is no terminal to ask for the password on",
                        "give it: --password-file FILE, or - for standard input; or let one be made: --generate"));
        String password = usable(terminal.askHidden("New password, at least " + SHORTEST + " characters: "));
        if (!terminal.askHidden("Once more: ").equals(password)) {
            throw new CommandFailure("nothing is changed: that were two different passwords", "type it again");
        }
        return password;
    }

    private static String usable(String password) throws CommandFailure {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || password.length() > LONGEST) {
            throw new CommandFailure(
                    "nothing is changed: the password is too short or too long (was " + length
                            + " characters, expected " + SHORTEST + " to " + LONGEST + ")",
                    "choose another one, or let one be made: --generate");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new CommandFailure(
                    "nothing is changed: the password has a control character", "mail programs cannot send that");
        }
        return password;
    }
}
