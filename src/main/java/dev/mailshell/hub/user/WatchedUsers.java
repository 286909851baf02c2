package dev.mailshell.hub.user;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users of a running hub: as their file says, read anew once that has changed. A file that is not valid changes nothing. */
final class WatchedUsers {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.users");

    private final UsersFile file;
    private String seen;
    private Map<MailAddress, User> users;

    /** @throws ConfigFailure with everything that is wrong with the file */
    WatchedUsers(UsersFile file) throws ConfigFailure, IOException {
        this.file = file;
        // Before it is read: what changes after this is another state.
        this.seen = file.state();
        this.users = file.users();
    }

    synchronized Optional<User> find(MailAddress address) {
        String state = file.state();
        if (!state.equals(seen)) {
            seen = state;
            read();
        }
        return Optional.ofNullable(users.get(address));
    }

    private void read() {
        try {
            users = file.users();
            LOG.info("the users were read anew: {}", users.size());
        } catch (ConfigFailure | IOException e) {
            LOG.error("the users stay as they were: {}", e.getMessage());
        }
    }
}
