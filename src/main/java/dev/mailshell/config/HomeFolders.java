package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that nobody else can look into a home, or change what decides over what runs. Of the key folders, the keyring checks the
 * rest.
 */
final class HomeFolders {

    private final Home home;
    private final FileModes modes;

    HomeFolders(Home home, FileModes modes) {
        this.home = home;
        this.modes = modes;
    }

    /**
     * Checks each folder of the home that exists, the keys of stored mail and of the audit log, the tokens, the policy and the groups.
     *
     * @param routes checked too, wherever it is; it need not exist
     * @param ledger the folder that the ledger is in; as above
     */
    void check(Path routes, Path ledger) throws IOException {
        Set<Path> folders = new LinkedHashSet<>(home.folders());
        if (folders.contains(ledger) || isInHome(ledger)) {
            folders.add(ledger);
        } else {
            modes.requireOwnFolder(ledger, "give the ledger a folder of its own");
        }
        if (routes.startsWith(home.directory())) {
            folders.add(routes);
        } else {
            modes.requireOurs(routes);
        }
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                modes.requirePrivate(folder, "the folder is not private:");
            }
        }
        if (Files.exists(home.vaultKeys())) {
            modes.requirePrivate(home.vaultKeys(), "the file holds the keys of the vault and");
        }
        if (Files.exists(home.mailStoreKeys())) {
            modes.requirePrivate(home.mailStoreKeys(), "the file holds the keys of stored mail and");
        }
        if (Files.exists(home.auditKey())) {
            modes.requirePrivate(home.auditKey(), "the file holds the key of the audit log and");
        }
        if (Files.exists(home.tokens())) {
            modes.requirePrivate(home.tokens(), "the file holds the tokens of the login and");
        }
        modes.requireOurs(home.policy());
        modes.requireOurs(home.groups());
        checkFiles(routes);
    }

    /** Others may have a use for a folder outside, also if a link in the home leads to it. */
    private boolean isInHome(Path folder) throws IOException {
        return !Files.isDirectory(folder)
                || folder.toRealPath().startsWith(home.directory().toRealPath());
    }

    /** A route can run anything. */
    private void checkFiles(Path routes) throws IOException {
        if (!Files.isDirectory(routes)) {
            return;
        }
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file : files.sorted().toList()) {
                modes.requireOurs(file);
            }
        }
    }
}
