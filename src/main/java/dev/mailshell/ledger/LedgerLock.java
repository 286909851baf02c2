package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps a home and a ledger to one process: two servers of one home would work off the same mails, two of one ledger would clear each
 * other's leases.
 */
final class LedgerLock implements AutoCloseable {

    static final String NAME = "lock";

    private final ExclusiveLock home;
    private final Optional<ExclusiveLock> ledger;

    private LedgerLock(ExclusiveLock home, Optional<ExclusiveLock> ledger) {
        this.home = home;
        this.ledger = ledger;
    }

    /**
     * Takes the lock in {@code stateDirectory} and, if it is another one, that in {@code folder}.
     *
     * @throws LedgerFailure if another holder has one of them; none is held then
     */
    static LedgerLock take(Path stateDirectory, Path folder) {
        ExclusiveLock home = ExclusiveLock.take(stateDirectory.resolve(NAME), 0);
        try {
            Optional<ExclusiveLock> ledger = Files.isSameFile(stateDirectory, folder)
                    ? Optional.empty()
                    : Optional.of(ExclusiveLock.take(folder.resolve(NAME), 0));
            return new LedgerLock(home, ledger);
        } catch (IOException e) {
            home.close();
            throw new LedgerFailure("cannot look at the folder of the ledger (was: " + e.getMessage() + ")", e);
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            ledger.ifPresent(ExclusiveLock::close);
        } finally {
            home.close();
        }
    }
}
