package dev.mailshell.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The files and folders that settings name; a relative path begins at the home. */
final class SettingFiles {

    private static final String ROUTE = ".camel.yaml";
    private static final long LARGEST_PASSWORD_FILE = 4096;

    private final Home home;
    private final Settings settings;
    private final FileModes modes;

    SettingFiles(Home home, Settings settings, FileModes modes) {
        this.home = home;
        this.settings = settings;
        this.modes = modes;
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

    private static String hint(ConfigKey key, Path file) {
        return key == ConfigKey.PASSWORD_FILE
                ? "write the mailbox's password into it: (umask 077; cat > " + file + "), Enter, Ctrl-D"
                : "for example: " + key.example();
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

    /** What the password file holds, if one is named; it need not exist where both passwords are set. */
    Optional<Secret> password() throws IOException {
        Optional<Path> file = passwordFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        modes.requirePrivate(file.get(), "the file holds a password and");
        Optional<Secret> password = onlyLine(file.get());
        if (password.isEmpty()) {
            settings.wrong(ConfigKey.PASSWORD_FILE, "expected one line of 1 to 256 characters in " + file.get());
        }
        return password;
    }

    private Optional<Path> passwordFile() {
        boolean needed = !settings.isSet(ConfigKey.IMAP_PASSWORD) || !settings.isSet(ConfigKey.SMTP_PASSWORD);
        return needed
                ? file(ConfigKey.PASSWORD_FILE)
                : settings.parsed(ConfigKey.PASSWORD_FILE, this::path).filter(Files::isRegularFile);
    }

    private static Optional<Secret> onlyLine(Path file) throws IOException {
        if (Files.size(file) > LARGEST_PASSWORD_FILE) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        boolean usable = !text.isEmpty() && text.length() <= 256 && text.chars().noneMatch(Character::isISOControl);
        return usable ? Optional.of(new Secret(text)) : Optional.empty();
    }

    private Path path(String value) {
        try {
            return home.directory().resolve(value).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path", e);
        }
    }
}
