package dev.mailshell.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements of one open transaction. Values are bound, never written into the SQL; null is allowed. */
final class Transaction {

    private final Statements statements;

    Transaction(Statements statements) {
        this.statements = statements;
    }

    /** Changes rows and says how many. */
    int update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.bind(sql, values);
        try {
            return statement.executeUpdate();
        } finally {
            // It stays, and would hold them in memory: a piece of a mail is large.
            statement.clearParameters();
        }
    }

    /** Reads all rows. */
    <T> List<T> all(String sql, Row<T> row, Object... values) throws SQLException {
        try (ResultSet rows = statements.bind(sql, values).executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(row.read(rows));
            }
            return List.copyOf(read);
        }
    }

    /** Reads the first row, if there is one. */
    <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        return all(sql, row, values).stream().findFirst();
    }

    /** Makes one value of the row that the cursor is on. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
