package dev.mailshell.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads where the ledger lies: {@code jdbc:sqlite:PATH}, the path absolute or beginning at the home. */
final class LedgerPlace {

    private static final String SQLITE = "jdbc:sqlite:";

    private final Home home;
    private final Settings settings;

    LedgerPlace(Home home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    /** The SQLite file, which need not exist; empty if what is set cannot be used. No message holds the URL: one may hold a password. */
    Optional<Path> database() {
        if (!settings.isSet(ConfigKey.LEDGER_URL)) {
            return Optional.of(home.database());
        }
        String url = settings.parsed(ConfigKey.LEDGER_URL, value -> value).orElseThrow();
        if (!url.startsWith(SQLITE)) {
            return refuse("it names another kind of database than SQLite, which this version does not know");
        }
        Optional<Path> file = file(url.substring(SQLITE.length()));
        if (file.isEmpty()) {
            return refuse("what follows " + SQLITE + " is not the path of a file");
        }
        return isFree(file.get().getParent()) && !file.get().equals(home.vault())
                ? file
                : refuse(
                        "its folder is the home or one for other files, or it is the vault; expected state or a folder of its own");
    }

    /** Options of the driver, databases in memory and URIs are no paths: all that they could do is make the ledger forget. */
    private Optional<Path> file(String path) {
        if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
            return Optional.empty();
        }
        try {
            Path file = home.directory().resolve(path).normalize();
            return path.endsWith("/") || Files.isDirectory(file) ? Optional.empty() : Optional.of(file);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The work folder is emptied at each start, and other folders have readers that take each file for theirs. */
    private boolean isFree(Path folder) {
        return !folder.equals(home.directory())
                && home.folders().stream()
                        .filter(taken -> !taken.equals(home.directory()) && !taken.equals(home.state()))
                        .noneMatch(folder::startsWith);
    }

    private Optional<Path> refuse(String fact) {
        settings.wrong(ConfigKey.LEDGER_URL, fact);
        return Optional.empty();
    }
}
