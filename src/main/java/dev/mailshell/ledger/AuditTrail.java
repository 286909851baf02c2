package dev.mailshell.ledger;

import dev.mailshell.audit.AuditEntry;
import dev.mailshell.audit.AuditEvent;
import dev.mailshell.model.CommandKey;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Adds an entry to the audit log in the transaction of what it tells of: there is neither without the other. */
final class AuditTrail {

    private final InstantSource clock;

    AuditTrail(InstantSource clock) {
        this.clock = clock;
    }

    void note(Transaction tx, AuditEvent.Kind kind, CommandKey command, Map<String, String> details)
            throws SQLException {
        note(tx, kind, Optional.of(command), details);
    }

    void note(Transaction tx, AuditEvent.Kind kind, Optional<CommandKey> command, Map<String, String> details)
            throws SQLException {
        long size = AuditRows.size(tx);
        AuditEvent event = AuditEvent.of(clock.instant().truncatedTo(ChronoUnit.MICROS), kind, command, details);
        AuditRows.insert(tx, new AuditEntry(size + 1, AuditRows.last(tx, size), event));
    }
}
