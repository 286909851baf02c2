package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.AtOnce;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {

    private static final Schema COUNTER =
            new Schema(List.of(List.of("CREATE TABLE counter (n INTEGER NOT NULL)", "INSERT INTO counter VALUES (0)")));

    @TempDir
    Path home;

    @Test
    void letsConnectionsThatReadBeforeTheyWriteTakeTurns() throws Exception {
        Path file = home.resolve("counter.db");
        try (SqliteDatabase first = SqliteDatabase.open(file, COUNTER)) {
            AtOnce.call(2, () -> {
                try (SqliteDatabase own = SqliteDatabase.open(file, COUNTER)) {
                    for (int i = 0; i < 100; i++) {
                        own.transaction("count", tx -> tx.update("UPDATE counter SET n = ?", count(tx) + 1));
                    }
                }
                return null;
            });

            assertThat(first.<Integer>transaction("read", SqliteDatabaseTest::count))
                    .isEqualTo(200);
        }
    }

    private static int count(Transaction tx) throws SQLException {
        return tx.first("SELECT n FROM counter", row -> row.getInt(1)).orElseThrow();
    }
}
