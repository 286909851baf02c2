package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Role;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** What the commands about the users of a hub have in common. */
final class HubUsers {

    private HubUsers() {}

    /** @throws CommandFailure if {@code home} is not for a hub, or belongs to another user, whom a running hub would not believe */
    static UsersFile in(Home home, Map<String, String> environment) throws CommandFailure, ConfigFailure, IOException {
        Owner owner = OwnedHome.of(home, environment);
        if (owner.role() != Role.HUB) {
            throw new CommandFailure(
                    "the home " + home.directory() + " is for a " + owner.role() + " (expected a hub)",
                    "name another home with --home DIR");
        }
        return new UsersFile(home);
    }

    /** In lower case, as mailboxes are named. */
    static MailAddress address(String value) throws CommandFailure {
        return Arguments.address(
                "the address", value.toLowerCase(Locale.ROOT), "for example: mailshell hub user add alice@example.org");
    }

    static CommandFailure unknown(MailAddress address) {
        return new CommandFailure(
                "there is no user " + address, "mailshell hub user list shows all; mailshell hub user add adds one");
    }
}
