package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Kills process groups with a shell that is kept from job to job. It is there before a job is, so that a job which leaves no room
 * for another process can still be ended. For many threads; they take turns.
 */
final class GroupKiller implements Closeable {
    private final Starter starter;
    private Optional<KillShell> kept = Optional.empty();

    /** Where a shell comes from. */
    interface Starter {
        KillShell start() throws IOException;
    }

    GroupKiller(Starter starter) {
        this.starter = starter;
    }

    /**
     * To be called before a job starts.
     *
     * @throws IOException if there is no shell, or no room for one
     */
    synchronized void prepare() throws IOException {
        shell();
    }

    /**
     * Kills all processes of these groups; one that has none is no error.
     *
     * @throws IOException if that cannot be done; the next call tries it with a new shell
     */
    synchronized void kill(Collection<ProcessGroup> groups) throws IOException {
        List<ProcessGroup> all = List.copyOf(groups);
        for (int i = 0; i < all.size(); i += KillShell.MAX_GROUPS) {
            killSome(all.subList(i, Math.min(all.size(), i + KillShell.MAX_GROUPS)));
        }
    }

    @Override
    public synchronized void close() {
        kept.ifPresent(KillShell::close);
        kept = Optional.empty();
    }

    private void killSome(List<ProcessGroup> groups) throws IOException {
        try {
            shell().kill(groups);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private KillShell shell() throws IOException {
        if (kept.isEmpty() || !kept.get().isAlive()) {
            close();
            kept = Optional.of(starter.start());
        }
        return kept.get();
    }
}
