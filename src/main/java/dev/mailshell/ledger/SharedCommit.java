package dev.mailshell.ledger;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Does the work of threads that come while another one waits for the disk in one transaction, so that they wait for it once. */
final class SharedCommit {

    /** Bounds how long the first of them waits for the others' work. */
    private static final int AT_ONCE = 64;

    private final SqliteDatabase database;
    private final Object turn = new Object();
    private final Queue<Part<?>> waiting = new ArrayDeque<>();

    SharedCommit(SqliteDatabase database) {
        this.database = database;
    }

    /**
     * As {@link SqliteDatabase#transaction}: when {@code work} throws, nothing of it has happened, and the work of the others goes on.
     */
    <T> T transaction(String doing, SqliteDatabase.Work<T> work) {
        Part<T> part = new Part<>(work);
        synchronized (waiting) {
            waiting.add(part);
        }
        synchronized (turn) {
            // More may have waited than go at once.
            while (!part.isDone()) {
                commit(doing, next());
            }
        }
        return part.result();
    }

    private List<Part<?>> next() {
        synchronized (waiting) {
            List<Part<?>> next = new ArrayList<>();
            while (next.size() < AT_ONCE && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            return next;
        }
    }

    private void commit(String doing, List<Part<?>> parts) {
        try {
            database.transaction(doing, tx -> {
                for (Part<?> part : parts) {
                    part.run(tx);
                }
                return null;
            });
            parts.forEach(Part::done);
        } catch (RuntimeException e) {
            parts.forEach(part -> part.fail(e));
        } finally {
            // After an error of the machine, such as a lack of memory, nobody is left waiting.
            parts.stream()
                    .filter(part -> !part.isDone())
                    .forEach(part ->
                            part.fail(new LedgerFailure("cannot " + doing + " (was: another thread broke off)")));
        }
    }

    /** The work of one thread; its fields are guarded by the turn. */
    private static final class Part<T> {

        private final SqliteDatabase.Work<T> work;
        private boolean done;
        private T result;
        private Optional<RuntimeException> failure = Optional.empty();

        Part(SqliteDatabase.Work<T> work) {
            this.work = work;
        }

        void run(Transaction tx) throws SQLException {
            tx.update("SAVEPOINT part");
            try {
                result = work.in(tx);
            } catch (RuntimeException e) {
                tx.update("ROLLBACK TO part");
                failure = Optional.of(e);
            }
            tx.update("RELEASE part");
        }

        void done() {
            done = true;
        }

        void fail(RuntimeException reason) {
            done = true;
            failure = Optional.of(failure.orElse(reason));
        }

        boolean isDone() {
            return done;
        }

        T result() {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return result;
        }
    }
}
