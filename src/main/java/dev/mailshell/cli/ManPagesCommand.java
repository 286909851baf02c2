package dev.mailshell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code mailshell man-pages}. */
@Command(
        name = "man-pages",
        description = "Writes a manual page of each command, as man shows them. They say what --help says.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell man-pages --dir ~/.local/share/man/man1"})
final class ManPagesCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where to; it is made if need be.")
    private Path directory;

    ManPagesCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        List<String> written = new ArrayList<>();
        // Of all commands, though this process knows but one.
        write(MailshellCommand.commandLine(context).getCommandSpec(), new ManifestVersion().getVersion()[0], written);
        if (common.json()) {
            Json.print(context.out(), written);
        } else {
            context.out().println(written.size() + " pages in " + directory);
        }
        return ExitCode.OK;
    }

    private void write(CommandSpec command, String version, List<String> written) throws IOException {
        Path file = directory.resolve(ManPage.name(command) + ".1");
        Files.writeString(file, ManPage.of(command, version));
        written.add(file.toString());
        for (var subcommand : command.subcommands().values()) {
            write(subcommand.getCommandSpec(), version, written);
        }
    }
}
