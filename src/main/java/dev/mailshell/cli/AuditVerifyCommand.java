package dev.mailshell.cli;

import dev.mailshell.audit.AuditKey;
import dev.mailshell.audit.SeenLog;
import dev.mailshell.audit.Tampered;
import dev.mailshell.audit.Verification;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.ledger.SqliteAuditRecords;
import dev.mailshell.model.Amount;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell audit verify}. */
@Command(
        name = "verify",
        description =
                "Checks each entry of a server's audit log, how they are chained, and each checkpoint; also while the"
                        + " server runs. Exit code 1: something is not as it was.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell audit verify --home homes/web1",
            "  mailshell audit verify --home homes/web1 --seen web1.seen"
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--seen",
            paramLabel = "FILE",
            description = "What a client has seen of this log: state/audit/SERVER.seen of its home. May be repeated.")
    private List<Path> seen = new ArrayList<>();

    AuditVerifyCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        MailshellConfig config = Parties.loadServer(common.home(context.environment()), context.environment());
        // Before the log, which may grow meanwhile and is never behind them.
        List<SealedCheckpoint> ofClients = ofClients(config.identity().name());
        List<SealedCheckpoint> signed = SeenLog.read(config.home().signedAudit())
                .map(SeenLog::checkpoints)
                .orElse(List.of());
        try (SqliteAuditRecords records = SqliteAuditRecords.open(config.ledger())) {
            String key = AuditKey.readPublic(config.home().auditPublicKey());
            report(new Verification(records, config.identity().name(), key).check(signed, ofClients));
            return ExitCode.OK;
        } catch (Tampered e) {
            CommandFailure failure =
                    new CommandFailure(e.reason() + ", " + e.getMessage(), e.hint(), ExitCode.TAMPERED);
            failure.initCause(e);
            throw failure;
        }
    }

    private List<SealedCheckpoint> ofClients(IdentityName server) throws CommandFailure, IOException {
        List<SealedCheckpoint> checkpoints = new ArrayList<>();
        for (Path file : seen) {
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure("there is no file " + file, "a client keeps it as state/audit/SERVER.seen");
            }
            SeenLog log = SeenLog.read(file).orElseThrow();
            if (!log.log().equals(server)) {
                throw new CommandFailure(
                        file + " is of another log (was " + log.log() + ", expected " + server + ")",
                        "take the file that is named after this server");
            }
            checkpoints.addAll(log.checkpoints());
        }
        return checkpoints;
    }

    private void report(Verification.Sound sound) {
        if (common.json()) {
            Json.print(context.out(), json(sound));
        } else {
            context.out()
                    .println("ok: " + Amount.of(sound.entries(), "entry", "entries") + ", the first " + sound.sealed()
                            + " sealed by "
                            + Amount.of(sound.checkpoints(), "checkpoint") + "; compared with "
                            + Amount.of(sound.seen(), "checkpoint")
                            + " that clients saw");
        }
    }

    private static Map<String, Object> json(Verification.Sound sound) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("entries", sound.entries());
        fields.put("checkpoints", sound.checkpoints());
        fields.put("sealed", sound.sealed());
        fields.put("seen", sound.seen());
        return fields;
    }
}
