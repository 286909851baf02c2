package dev.mailshell.hub.user;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.FileModes;
import dev.mailshell.config.FileState;
import dev.mailshell.config.Home;
import dev.mailshell.config.TextFile;
import dev.mailshell.ledger.ExclusiveLock;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file {@code users} in the home of a hub: one line a user, with address, hash of the password and perhaps a quota. Who reads it sees all
 * of a change or nothing, also after a loss of power; of several changes at once, none is lost. A file that is not there has no users. Safe
 * for use by several threads and processes.
 */
public final class UsersFile {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Home home;
    private final Path file;

    /** The file of {@code home}; nothing is read yet. */
    public UsersFile(Home home) {
        this.home = home;
        this.file = home.users();
    }

    /** A change of the text; empty if there is nothing to change. */
    private interface Change {
        Optional<UserLines> of(UserLines lines);
    }

    /**
     * All users, in the order of the file.
     *
     * @throws ConfigFailure with each line that is wrong, or if others can read the file
     * @throws IOException if it cannot be read
     */
    public List<Account> accounts() throws ConfigFailure, IOException {
        return users().values().stream().map(User::account).toList();
    }

    /**
     * Adds a user.
     *
     * @return whether it is new; if not, nothing is changed
     * @throws ConfigFailure as {@link #accounts}; nothing is changed
     * @throws IOException if the file cannot be read or written
     * @throws dev.mailshell.ledger.LedgerFailure if another process holds the file for more than some seconds
     */
    public boolean add(Account account, PasswordHash password) throws ConfigFailure, IOException {
        return change(lines -> Optional.of(lines)
                .filter(before -> !before.users().containsKey(account.address()))
                .map(before -> before.with(new User(account, password))));
    }

    /**
     * Sets another password.
     *
     * @return whether there is such a user; if not, nothing is changed
     * @throws ConfigFailure as {@link #accounts}; nothing is changed
     * @throws IOException if the file cannot be read or written
     * @throws dev.mailshell.ledger.LedgerFailure if another process holds the file for more than some seconds
     */
    public boolean setPassword(MailAddress address, PasswordHash password) throws ConfigFailure, IOException {
        return change(
                lines -> Optional.ofNullable(lines.users().get(address)).map(user -> lines.with(user.with(password))));
    }

    /**
     * Sets another quota.
     *
     * @param quota bytes; empty for that of the hub's settings
     * @return whether there is such a user; if not, nothing is changed
     * @throws ConfigFailure as {@link #accounts}; nothing is changed
     * @throws IOException if the file cannot be read or written
     * @throws dev.mailshell.ledger.LedgerFailure if another process holds the file for more than some seconds
     */
    public boolean setQuota(MailAddress address, OptionalLong quota) throws ConfigFailure, IOException {
        return change(
                lines -> Optional.ofNullable(lines.users().get(address)).map(user -> lines.with(user.with(quota))));
    }

    /**
     * Removes a user.
     *
     * @return whether there was one
     * @throws ConfigFailure as {@link #accounts}; nothing is changed
     * @throws IOException if the file cannot be read or written
     * @throws dev.mailshell.ledger.LedgerFailure if another process holds the file for more than some seconds
     */
    public boolean remove(MailAddress address) throws ConfigFailure, IOException {
        return change(lines -> Optional.of(lines)
                .filter(before -> before.users().containsKey(address))
                .map(before -> before.without(address)));
    }

    /** By address. */
    Map<MailAddress, User> users() throws ConfigFailure, IOException {
        return read().users();
    }

    /** Different after any change. */
    String state() {
        return FileState.of(file);
    }

    private UserLines read() throws ConfigFailure, IOException {
        String name = file.getFileName().toString();
        if (Files.notExists(file)) {
            return UserLines.parse(name, "");
        }
        FileModes.requirePrivate(home, file, "the file holds hashes of passwords and");
        return UserLines.parse(name, TextFile.read(file, "mailshell hub user add makes it"));
    }

    private boolean change(Change change) throws ConfigFailure, IOException {
        Files.createDirectories(
                home.state(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ExclusiveLock lock = ExclusiveLock.take(home.state().resolve("users.lock"), (int) PATIENCE.toMillis());
        try {
            Optional<UserLines> changed = change.of(read());
            if (changed.isPresent()) {
                write(changed.get());
            }
            return changed.isPresent();
        } finally {
            lock.close();
        }
    }

    private void write(UserLines lines) throws IOException {
        PrivateFile.publish(file, out -> out.write(lines.text().getBytes(StandardCharsets.UTF_8)));
        PrivateFile.forceNames(home.directory());
    }
}
