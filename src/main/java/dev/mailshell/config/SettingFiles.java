package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The files and folders that settings name; a relative path begins at the home. */
final class SettingFiles {

    private static final String ROUTE = ".camel.yaml";

    private final Home home;
    private final Settings settings;
    private final FileModes modes;
    private final ServiceCredentials credentials;

    SettingFiles(Home home, Settings settings, FileModes modes, ServiceCredentials credentials) {
        this.home = home;
        this.settings = settings;
        this.modes = modes;
        this.credentials = credentials;
    }

    /** The file that {@code key} names; it can be read. */
    Optional<Path> file(ConfigKey key) {
        Optional<Path> file = settings.parsed(key, this::path);
        if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            settings.wrong(key, "there is no file " + file.get() + " that can be read", hint(key, file.get()));
            return Optional.empty();
        }
        return file;
    }

    /** The file with the authorities to trust, if one is named: who can change it can take the place of the mail server. */
    Optional<Path> authorities() throws IOException {
        Optional<Path> file = file(ConfigKey.TLS_CA_FILE);
        if (file.isPresent()) {
            modes.requireOurs(file.get());
        }
        return file;
    }

    /** As {@link FileModes#requireOurs}. */
    void requireOurs(Path file) throws IOException {
        modes.requireOurs(file);
    }

    /** As {@link FileModes#requirePrivate}; what the service manager hands to us is. */
    void requirePrivate(Path file, String why) throws IOException {
        if (!credentials.hand(file)) {
            modes.requirePrivate(file, why);
        }
    }

    private static String hint(ConfigKey key, Path file) {
        String write = " into it: (umask 077; cat > " + file + "), Enter, Ctrl-D";
        return switch (key) {
            case PASSWORD_FILE -> "write the mailbox's password" + write;
            case KEY_PASSPHRASE_FILE -> "write the passphrase of the private keys" + write;
            default -> "put it there, for this user to read, or name another file";
        };
    }

    /** The folder with routes, if one is named; it holds at least one. */
    Optional<Path> routes() throws IOException {
        Optional<Path> folder = settings.parsed(ConfigKey.ROUTES, this::path);
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            settings.wrongFolder(ConfigKey.ROUTES, folder.get(), "there is no folder " + folder.get());
            return Optional.empty();
        }
        if (folder.isPresent() && !holds(folder.get(), ROUTE)) {
            settings.wrongFolder(ConfigKey.ROUTES, folder.get(), "there is no *" + ROUTE + " in " + folder.get());
            return Optional.empty();
        }
        return folder;
    }

    private static boolean holds(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending));
        }
    }

    /**
     * What the password file holds, if one is named; it need not exist where all passwords are set.
     *
     * @param wanted the settings of the passwords that are used
     */
    Optional<Secret> password(Stream<ConfigKey> wanted) throws IOException {
        return secret(ConfigKey.PASSWORD_FILE, !wanted.allMatch(settings::isSet));
    }

    /** The passphrase of our private keys, if one is set: itself, or a file with it, which need not exist then. */
    Optional<Secret> keyPassphrase() throws IOException {
        Optional<Secret> inFile = secret(ConfigKey.KEY_PASSPHRASE_FILE, !settings.isSet(ConfigKey.KEY_PASSPHRASE));
        return settings.parsed(ConfigKey.KEY_PASSPHRASE, Values::secret).or(() -> inFile);
    }

    private Optional<Secret> secret(ConfigKey key, boolean needed) throws IOException {
        Optional<Path> file =
                needed ? file(key) : settings.parsed(key, this::path).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        requirePrivate(file.get(), SecretFile.HOLDS_PASSWORD);
        Optional<Secret> secret = SecretFile.onlyLine(file.get());
        if (secret.isEmpty()) {
            settings.wrong(key, SecretFile.EXPECTED + file.get(), hint(key, file.get()));
        }
        return secret;
    }

    private Path path(String value) {
        try {
            return home.directory().resolve(value).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path", e);
        }
    }
}
