package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the passphrase of a backup comes from; without the option it is asked for. */
@Command
final class BackupPassphrase {

    private static final int SHORTEST = 12;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "A file of mode 0600 whose only line is the passphrase of the backup (default: ask at the terminal).")
    private Path file;

    /**
     * That of a new backup.
     *
     * @throws CommandFailure if it is too short, or cannot be asked for
     */
    String choose(CliContext context) throws CommandFailure, ConfigFailure, IOException {
        if (file != null) {
            return longEnough(SecretFile.read(file).reveal());
        }
        Terminal terminal = terminal(context);
        String typed =
                longEnough(terminal.askHidden("Passphrase of the backup, at least " + SHORTEST + " characters: "));
        if (!terminal.askHidden("Once more: ").equals(typed)) {
            throw new CommandFailure("nothing is saved: that were two different passphrases", "type it again");
        }
        return typed;
    }

    /**
     * That of a backup that there is.
     *
     * @throws CommandFailure if it cannot be asked for
     */
    String know(CliContext context) throws CommandFailure, ConfigFailure, IOException {
        return file != null
                ? SecretFile.read(file).reveal()
                : terminal(context).askHidden("Passphrase of the backup: ");
    }

    private static Terminal terminal(CliContext context) throws CommandFailure {
        return context.terminal()
                .get()
                .orElseThrow(() -> new CommandFailure(
                        "there is no terminal to ask for the passphrase on", "give it: --passphrase-file FILE"));
    }

    private static String longEnough(String passphrase) throws CommandFailure {
        int length = passphrase.codePointCount(0, passphrase.length());
        if (length < SHORTEST) {
            throw new CommandFailure(
                    "nothing is saved: the passphrase is too short (was " + length + " characters, expected at least "
                            + SHORTEST + ")",
                    "take a longer one: who has the file can try as many as they like");
        }
        return passphrase;
    }
}
