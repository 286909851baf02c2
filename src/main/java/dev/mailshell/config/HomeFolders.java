package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks that nobody else can change what decides over what runs. Of the key folders, the keyring checks the rest. */
final class HomeFolders {

    private final Home home;
    private final FileModes modes;

    HomeFolders(Home home, FileModes modes) {
        this.home = home;
        this.modes = modes;
    }

    void check() throws IOException {
        for (Path folder : List.of(home.identity(), home.state())) {
            if (Files.isDirectory(folder)) {
                modes.requirePrivate(folder, "the folder is not private:");
            }
        }
        for (Path path : List.of(home.directory(), home.policy(), home.outbox(), home.sending(), home.spool())) {
            modes.requireOurs(path);
        }
    }

    /** Checks {@code routes}, which need not exist, and each file in it: a route can run anything. */
    void checkRoutes(Path routes) throws IOException {
        modes.requireOurs(routes);
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
