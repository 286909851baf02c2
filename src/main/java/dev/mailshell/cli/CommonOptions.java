package dev.mailshell.cli;

import dev.mailshell.config.Home;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that every command has. */
@Command(mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class)
final class CommonOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The home to use (default: MAILSHELL_HOME, else the current directory).")
    private Path home;

    @Option(names = "--json", description = "Print the result as JSON; errors stay lines on stderr.")
    private boolean json;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    private boolean debug;

    /** The home that is meant; it may not exist. */
    Home home(Map<String, String> environment) {
        return new Home(home != null ? home : Path.of(environment.getOrDefault("MAILSHELL_HOME", ".")));
    }

    boolean json() {
        return json;
    }

    boolean debug() {
        return debug;
    }
}
