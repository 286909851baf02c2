package dev.mailshell.config;

import dev.mailshell.crypto.FileOwners;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file whose only line is a password or a passphrase. */
public final class SecretFile {

    private static final long LARGEST = 4096;

    static final String EXPECTED = "expected one line of 1 to 256 characters, with no blank before or after it, in ";

    /** Of such a file, for {@link FileModes#requirePrivate}. */
    static final String HOLDS_PASSWORD = "the file holds a password and";

    private SecretFile() {}

    /**
     * Reads a file that no setting names.
     *
     * @throws ConfigFailure if it is not there, not of mode 0600, of another user but root, or without such a line
     * @throws IOException if it cannot be read
     */
    public static Secret read(Path file) throws ConfigFailure, IOException {
        Problems problems = new Problems();
        if (!Files.isRegularFile(file)) {
            problems.add(file.toString(), "there is no such file", hint(file));
            problems.throwIfAny();
        }
        new FileModes(file.toAbsolutePath().getParent(), FileOwners.ours(), problems)
                .requirePrivate(file, HOLDS_PASSWORD);
        Optional<Secret> secret = onlyLine(file);
        if (secret.isEmpty()) {
            problems.add(file.toString(), EXPECTED + "it", hint(file));
        }
        problems.throwIfAny();
        return secret.orElseThrow();
    }

    private static String hint(Path file) {
        return "write it: (umask 077; cat > " + file + "), Enter, Ctrl-D";
    }

    /** The secret in {@code file}; empty if its content has another form. */
    static Optional<Secret> onlyLine(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replaceFirst("\\R+\\z", "");
        boolean usable = !text.isEmpty() && text.length() <= 256 && text.chars().noneMatch(Character::isISOControl);
        // Who reads the same file with openssl does not lose blanks.
        return usable && text.equals(text.strip()) ? Optional.of(new Secret(text)) : Optional.empty();
    }
}
