package dev.mailshell.camel;

import dev.mailshell.config.Home;
import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Marks the state of a home as that of the lab: what was committed there without proof never reaches a server. */
final class LabMark {

    private LabMark() {}

    /** @throws LabRefused if a server has used the home */
    static void set(Home home) throws IOException {
        if (!Files.exists(mark(home)) && (Files.exists(home.database()) || Files.exists(home.vault()))) {
            throw new LabRefused(
                    home.directory() + " has the state of a server",
                    "make a home for the lab alone, as docs/lab.md says");
        }
        PrivateFile.ensure(mark(home));
    }

    /** @throws LabRefused if the lab has used the home */
    static void requireNone(Home home) {
        if (Files.exists(mark(home))) {
            throw new LabRefused(
                    home.directory() + " was used by the insecure lab", "make a new home with mailshell keys init");
        }
    }

    private static Path mark(Home home) {
        return home.state().resolve("insecure-lab");
    }
}
