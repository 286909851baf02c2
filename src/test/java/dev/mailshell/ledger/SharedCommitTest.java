package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCommitTest {

    @TempDir
    Path directory;

    private SqliteDatabase database;
    private SharedCommit commits;

    @BeforeEach
    void openIt() throws Exception {
        DurableFiles.directory(directory.resolve("state"));
        database = SqliteDatabase.open(
                directory.resolve("state/x.db"),
                new Schema(List.of(List.of("CREATE TABLE numbers (n INTEGER PRIMARY KEY CHECK (n > 0))"))));
        commits = new SharedCommit(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void doesTheWorkOfMoreThreadsThanGoAtOnce() throws Exception {
        AtomicInteger next = new AtomicInteger();

        List<Integer> done = AtOnce.call(150, () -> add(next.incrementAndGet()));

        assertThat(done).hasSize(150).doesNotHaveDuplicates();
        assertThat(numbers()).hasSize(150).containsExactlyInAnyOrderElementsOf(done);
    }

    @Test
    void takesBackTheWorkThatFailsAndNotThatOfTheOthers() throws Exception {
        AtomicInteger next = new AtomicInteger();

        List<Boolean> done = AtOnce.call(32, () -> {
            int number = next.incrementAndGet();
            try {
                commits.transaction("add", tx -> {
                    tx.update("INSERT INTO numbers (n) VALUES (?)", number);
                    if (number % 2 == 0) {
                        throw new IllegalStateException("an even number");
                    }
                    return null;
                });
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });

        assertThat(done.stream().filter(did -> did)).hasSize(16);
        assertThat(numbers()).hasSize(16).allMatch(number -> number % 2 == 1);
    }

    @Test
    void tellsEachThatTheDatabaseFailed() {
        assertThatThrownBy(() -> add(-1)).isInstanceOf(LedgerFailure.class).hasMessageStartingWith("cannot add in");
        assertThat(add(1)).isOne();
        database.close();

        assertThatThrownBy(() -> add(2)).isInstanceOf(LedgerFailure.class);
        assertThatThrownBy(() -> add(3)).isInstanceOf(LedgerFailure.class);
    }

    @Test
    void leavesNobodyWaitingAfterAnErrorOfTheMachine() throws Exception {
        List<Boolean> done = AtOnce.call(8, () -> {
            try {
                commits.transaction("add", tx -> {
                    throw new OutOfMemoryError("on purpose");
                });
                return true;
            } catch (OutOfMemoryError | LedgerFailure e) {
                return false;
            }
        });

        assertThat(done).hasSize(8).containsOnly(false);
        assertThat(add(1)).isOne();
        assertThat(numbers()).containsExactly(1);
    }

    private int add(int number) {
        return commits.transaction("add", tx -> {
            tx.update("INSERT INTO numbers (n) VALUES (?)", number);
            return number;
        });
    }

    private List<Integer> numbers() {
        return database.transaction("look", tx -> tx.all("SELECT n FROM numbers", row -> row.getInt(1)));
    }
}
