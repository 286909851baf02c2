package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.Role;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Sees to it that at most one process at a time runs the client of a home; the system frees it when the process ends. */
final class ClientLock implements AutoCloseable {

    private final FileChannel file;

    private ClientLock(FileChannel file) {
        this.file = file;
    }

    static ClientLock of(Home home) throws IOException {
        home.create(Role.CLIENT);
        return new ClientLock(FileChannel.open(
                home.state().resolve("client.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /** Whether we are the one now. */
    boolean tryTake() throws IOException {
        FileLock lock = file.tryLock();
        return lock != null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
