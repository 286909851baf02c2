package dev.mailshell.cli;

import dev.mailshell.backup.BackupFailure;
import dev.mailshell.backup.Manifest;
import dev.mailshell.backup.Restoration;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.model.Amount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell restore}. */
@Command(
        name = "restore",
        description =
                "Makes a home of a file that mailshell backup wrote. A restored server runs no command that was issued before its first"
                        + " start, since nobody knows which of them ran. The home that was saved must not be started again.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell restore --from web1.backup --home homes/web1",
            "  mailshell restore --from web1.backup --home web1 --passphrase-file pass"
        })
final class RestoreCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private BackupPassphrase passphrase;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The backup.")
    private Path from;

    RestoreCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        try {
            report(home, new Restoration(passphrase.know(context)).run(from, home));
        } catch (BackupFailure e) {
            throw new CommandFailure(e.getMessage(), e.hint(), e);
        }
        return ExitCode.OK;
    }

    private void report(Home home, Restoration.Result result) {
        Manifest manifest = result.manifest();
        warn(manifest);
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", manifest.name().value());
            fields.put("role", manifest.role().toString());
            fields.put("made", manifest.madeAt().toString());
            fields.put("files", result.files());
            Json.print(context.out(), fields);
        } else {
            context.out()
                    .println("restored: " + Amount.of(result.files(), "file") + " of the " + manifest.role() + " "
                            + manifest.name() + ", as they were at " + manifest.madeAt() + ", in " + home.directory());
        }
    }

    private void warn(Manifest manifest) {
        Diagnostics diagnostics = new Diagnostics(context.err());
        diagnostics.warning(
                "whom " + manifest.name() + " trusts, and what it may do, is as it was at " + manifest.madeAt(),
                "revoke again what was revoked since; mailshell keys list shows all");
        if (manifest.role().runsCommands()) {
            diagnostics.warning(
                    "commands that were issued before the first start of " + manifest.name()
                            + ", or 5 minutes after it, do not run and are answered interrupted (RESTORED)",
                    "never start the home that was saved again: two servers of one name run a command twice");
        }
    }
}
