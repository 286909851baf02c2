package dev.mailshell.camel;

import dev.mailshell.config.Home;
import dev.mailshell.config.Role;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that at most one client at a time runs in a home; the system frees it when the process ends. */
public final class ClientLock implements AutoCloseable {

    /**
     * The homes that this process has the lock of. To the system a lock belongs to the process (fcntl(2)): if anybody here opened the file of
     * one of these and closed it again, the lock would be gone.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private Optional<FileChannel> held = Optional.empty();

    private ClientLock(Path path) {
        this.path = path;
    }

    /**
     * Takes it not yet; makes the folders of the home.
     *
     * @throws IOException if they cannot be made
     */
    public static ClientLock of(Home home) throws IOException {
        home.create(Role.CLIENT);
        return new ClientLock(home.state().toRealPath().resolve("client.lock"));
    }

    /**
     * Whether we are the one now; worth asking again, since another may end.
     *
     * @throws IOException if the file of the lock cannot be used
     */
    public boolean tryTake() throws IOException {
        if (held.isPresent()) {
            return true;
        }
        if (!OURS.add(path)) {
            return false;
        }
        try {
            held = take();
        } finally {
            if (held.isEmpty()) {
                OURS.remove(path);
            }
        }
        return held.isPresent();
    }

    private Optional<FileChannel> take() throws IOException {
        FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (file.tryLock() == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(file);
    }

    /** Gives it back, if it was taken. */
    @Override
    public void close() throws IOException {
        if (held.isPresent()) {
            held.get().close();
            held = Optional.empty();
            OURS.remove(path);
        }
    }
}
