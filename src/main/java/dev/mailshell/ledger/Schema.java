package dev.mailshell.ledger;

import java.sql.SQLException;
import java.util.List;

/**
 * The way from an empty database to the newest tables. A released step is never edited; a change is one more step.
 *
 * @param steps the statements of each step; step {@code n}, from 1, makes version {@code n}, kept as {@code user_version}
 */
record Schema(List<List<String>> steps) {

    /**
     * Brings the database to the newest version.
     *
     * @throws LedgerFailure if its version is newer: what a later release keeps there is unknown to this one
     */
    void apply(Transaction tx, String database) throws SQLException {
        int found = tx.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
        if (found > steps.size()) {
            throw new LedgerFailure(database + " was written by a newer release (schema version was " + found
                    + ", expected at most " + steps.size() + ")");
        }
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
}
