package dev.mailshell.ledger;

import java.util.ArrayList;
import java.util.List;

/** What takes the file of a ledger back to the tables of a former release; but for the outbox, whose tables the next steps make anew. */
final class FormerSchema {

    /** What undoes each step from the third on. */
    private static final List<List<String>> UNDO = List.of(
            List.of("ALTER TABLE commands DROP COLUMN form"),
            List.of("ALTER TABLE commands DROP COLUMN format", "ALTER TABLE commands DROP COLUMN message_id"),
            List.of("DROP INDEX commands_by_name", "ALTER TABLE commands DROP COLUMN command"),
            List.of("DROP TABLE cancellations"),
            List.of("DROP TABLE approvers", "DROP TABLE approvals"),
            List.of("DROP INDEX commands_by_acceptance", "ALTER TABLE commands DROP COLUMN accepted_at"),
            List.of("ALTER TABLE approvals DROP COLUMN nonce"),
            List.of(
                    "DROP TABLE audit_entries",
                    "DROP TABLE audit_checkpoints",
                    "ALTER TABLE commands DROP COLUMN audit_seen"),
            List.of("DROP TABLE restores"));

    private static final int FIRST_UNDONE = 3;

    private FormerSchema() {}

    /** The newest version that there is. */
    static int newest() {
        return FIRST_UNDONE + UNDO.size() - 1;
    }

    /** The statements, in order. */
    static List<String> backTo(int version) {
        List<String> statements = new ArrayList<>();
        for (int step = newest(); step > version && step >= FIRST_UNDONE; step--) {
            statements.addAll(UNDO.get(step - FIRST_UNDONE));
        }
        statements.add("PRAGMA user_version = " + version);
        return statements;
    }
}
