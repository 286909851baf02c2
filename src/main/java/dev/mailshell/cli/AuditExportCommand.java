package dev.mailshell.cli;

import dev.mailshell.audit.AuditEntry;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.ledger.SqliteAuditRecords;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell audit export}. */
@Command(
        name = "export",
        description =
                "Prints a server's audit log as JSON, one entry a line; also while the server runs. Nothing is checked:"
                        + " that is what audit verify does.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell audit export --home homes/web1", "  mailshell audit export --home homes/web1 --from 1000"
        })
final class AuditExportCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "1",
            description = "The number of the first entry (default: 1), to go on where an earlier export ended.")
    private long from;

    AuditExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        MailshellConfig config = Parties.loadServer(common.home(context.environment()), context.environment());
        IdentityName server = config.identity().name();
        try (SqliteAuditRecords records = SqliteAuditRecords.open(config.ledger())) {
            records.forEach(
                    from, (number, encoded, hashes) -> Json.printLine(context.out(), json(server, number, encoded)));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(IdentityName server, long number, byte[] encoded) throws IOException {
        AuditEntry entry = entry(number, encoded);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("log", server.value());
        fields.put("number", entry.number());
        fields.put("at", entry.event().at().toString());
        fields.put("event", AuditEntry.name(entry.event().kind()));
        entry.event().command().ifPresent(key -> {
            fields.put("client", key.signer().value());
            fields.put("command", key.id().toString());
        });
        fields.put("details", entry.event().details());
        fields.put("previous", entry.previous().hex());
        fields.put("hash", AuditEntry.hashOf(encoded).hex());
        return fields;
    }

    private static AuditEntry entry(long number, byte[] encoded) throws IOException {
        try {
            return AuditEntry.decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new IOException("entry " + number + " of the audit log cannot be read", e);
        }
    }
}
