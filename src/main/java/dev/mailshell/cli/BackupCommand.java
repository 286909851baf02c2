package dev.mailshell.cli;

import dev.mailshell.backup.Backup;
import dev.mailshell.backup.BackupFailure;
import dev.mailshell.backup.Manifest;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.model.Amount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell backup}. */
@Command(
        name = "backup",
        description =
                "Copies a home into one file under a passphrase, also while its party runs: keys, settings, policy, ledger, and of a hub"
                        + " the mail of its users. The file is read again before it gets its name. mailshell restore makes a home of"
                        + " it; gpg --decrypt opens it.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell backup --home homes/web1 --to web1.backup",
            "  mailshell backup --home homes/web1 --to web1.backup --passphrase-file pass"
        })
final class BackupCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private BackupPassphrase passphrase;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The file to write, with mode 0600; it must not exist.")
    private Path to;

    BackupCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        OwnedHome.of(common.home(context.environment()), context.environment());
        MailshellConfig config = MailshellConfig.load(common.home(context.environment()), context.environment());
        requireUsualLedger(config);
        config.home().create(config.role());
        Manifest manifest = new Manifest(
                config.identity().name(), config.role(), context.clock().instant());
        try {
            Backup.Result result =
                    new Backup(passphrase.choose(context), context.random()).write(config.home(), manifest, to);
            report(manifest, result);
        } catch (BackupFailure e) {
            throw new CommandFailure(e.getMessage(), e.hint(), e);
        }
        return ExitCode.OK;
    }

    /** A restored home would name a place that a restoration must not write to; and with another ledger, commands would run again. */
    private static void requireUsualLedger(MailshellConfig config) throws CommandFailure {
        if (config.role().runsCommands()
                && !config.ledger().equals(config.home().database())) {
            throw new CommandFailure(
                    "the ledger lies at " + config.ledger() + " (expected "
                            + config.home().database() + "), so no backup can hold it",
                    "stop the server, move it there with the outbox beside it, and take mailshell.ledger.url out of the settings");
        }
    }

    private void report(Manifest manifest, Backup.Result result) {
        for (String skipped : result.skipped()) {
            new Diagnostics(context.err())
                    .warning(
                            skipped + " is neither a file nor a folder, and is not in the backup",
                            "save what a link leads to by other means");
        }
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", manifest.name().value());
            fields.put("role", manifest.role().toString());
            fields.put("made", manifest.madeAt().toString());
            fields.put("files", result.files());
            fields.put("bytes", result.bytes());
            fields.put("skipped", result.skipped());
            Json.print(context.out(), fields);
        } else {
            context.out()
                    .println("saved: " + Amount.of(result.files(), "file") + " of the " + manifest.role() + " "
                            + manifest.name() + ", " + result.bytes() + " bytes, in " + to);
        }
    }
}
