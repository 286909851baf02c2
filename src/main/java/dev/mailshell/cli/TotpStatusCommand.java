package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.OneTimeSecretFile;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell totp status}. */
@Command(
        name = "status",
        description = "Shows who is enrolled, and whose codes are locked until when. No secrets.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell totp status --home homes/web1"})
final class TotpStatusCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    TotpStatusCommand(CliContext context) {
        this.context = context;
    }

    /** One line of it. */
    private record Row(IdentityName client, CodeHistory history, Optional<Instant> lockedUntil) {}

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Enrolments enrolments = Enrolments.of(common.home(context.environment()), context.environment());
        List<Row> rows = rows(enrolments);
        if (common.json()) {
            Json.print(context.out(), rows.stream().map(TotpStatusCommand::json).toList());
        } else {
            print(rows);
        }
        for (Row row : rows) {
            warnOfWhatCannotBeUsed(enrolments, row.client());
        }
        return ExitCode.OK;
    }

    private List<Row> rows(Enrolments enrolments) throws IOException {
        Instant now = context.clock().instant();
        List<Row> rows = new ArrayList<>();
        try (CodeHistories histories = enrolments.histories()) {
            for (IdentityName client : enrolments.clients()) {
                CodeHistory history = histories.of(client);
                rows.add(new Row(client, history, history.lockedAt(now).map(at -> at.truncatedTo(ChronoUnit.SECONDS))));
            }
        }
        return rows;
    }

    private void print(List<Row> rows) {
        if (rows.isEmpty()) {
            context.err().println("nobody is enrolled");
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("CLIENT", "WRONG CODES", "LOCKED UNTIL"));
        for (Row row : rows) {
            table.add(List.of(
                    row.client().value(),
                    Integer.toString(row.history().wrong()),
                    row.lockedUntil().map(Instant::toString).orElse("-")));
        }
        Columns.print(context.out(), table);
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("client", row.client().value());
        fields.put("wrongCodes", row.history().wrong());
        fields.put("lockedUntil", row.lockedUntil().map(Instant::toString).orElse(null));
        return fields;
    }

    private void warnOfWhatCannotBeUsed(Enrolments enrolments, IdentityName client) throws IOException {
        try {
            OneTimeSecretFile.read(enrolments.home(), enrolments.file(client));
        } catch (ConfigFailure e) {
            Diagnostics diagnostics = new Diagnostics(context.err());
            e.problems()
                    .forEach(problem -> diagnostics.warning(problem.place() + ": " + problem.fact(), problem.hint()));
        }
    }
}
