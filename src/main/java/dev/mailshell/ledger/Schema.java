package dev.mailshell.ledger;

import java.sql.SQLException;
import java.util.List;

/**
 * The way from an empty database to the newest tables. A released step is never edited; a change is one more step.
 *
 * @param steps the statements of each step; step {@code n}, from 1, makes version {@code n}, kept as {@code user_version}
 * @param growing tables that only grow, and are not checked at each opening, which would take ever longer
 */
record Schema(List<List<String>> steps, List<String> growing) {

    Schema(List<List<String>> steps) {
        this(steps, List.of());
    }

    /**
     * Checks the tables.
     *
     * @throws LedgerFailure if one of them is damaged
     */
    void check(Transaction tx, String database) throws SQLException {
        List<String> checks = growing.isEmpty()
                ? List.of("PRAGMA quick_check(1)")
                : tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'", row -> row.getString(1)).stream()
                        .filter(table -> !growing.contains(table))
                        .map(table -> "PRAGMA quick_check(" + table + ")")
                        .toList();
        for (String check : checks) {
            String verdict = tx.first(check, row -> row.getString(1)).orElse("nothing");
            if (!verdict.equals("ok")) {
                throw new LedgerFailure(
                        database + " is damaged (was " + verdict + ", expected ok)",
                        "restore what mailshell backup wrote, or make new keys: another copy has forgotten commands (docs/operations.md)");
            }
        }
    }

    /**
     * Brings the database to the newest version.
     *
     * @throws LedgerFailure if its version is newer: what a later release keeps there is unknown to this one
     */
    void apply(Transaction tx, String database) throws SQLException {
        int found = refuseNewer(tx, database);
        if (found == steps.size()) {
            return;
        }
        for (List<String> step : steps.subList(found, steps.size())) {
            for (String statement : step) {
                tx.update(statement);
            }
        }
        tx.update("PRAGMA user_version = " + steps.size());
    }

    private int refuseNewer(Transaction tx, String database) throws SQLException {
        int found = tx.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
        if (found > steps.size()) {
            throw new LedgerFailure(
                    database + " was written by a newer release (was schema version " + found + ", expected at most "
                            + steps.size() + ")",
                    "run the release that wrote it, or a later one");
        }
        return found;
    }

    /**
     * Makes sure that the tables are as they are written here, for who changes nothing.
     *
     * @throws LedgerFailure if they are newer or older
     */
    void requireNewest(Transaction tx, String database) throws SQLException {
        int found = refuseNewer(tx, database);
        if (found < steps.size()) {
            throw new LedgerFailure(
                    database + " was written by an earlier release (was schema version " + found + ", expected "
                            + steps.size() + ")",
                    "the next start of this release brings it up to date");
        }
    }
}
