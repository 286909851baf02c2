package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Role;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.MailAddress;
import dev.mailshell.policy.SizeText;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

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
        return Arguments.address("the address", value, "for example: mailshell hub user add alice@example.org")
                .inLowerCase();
    }

    /**
     * The address of a new mailbox at the hub of {@code home}.
     *
     * @throws CommandFailure if it is of another domain, for which the hub does not speak, or is that of the hub's own server, whose mail nobody
     *     else may fetch
     */
    static MailAddress newMailbox(String value, Home home, Map<String, String> environment)
            throws CommandFailure, ConfigFailure, IOException {
        MailAddress address = address(value);
        MailAddress server =
                OwnedHome.of(home, environment).identity().address().inLowerCase();
        if (address.equals(server)) {
            throw new CommandFailure(
                    address + " is the address of the hub's own server, which takes its mail itself",
                    "name another address that ends in @" + server.domain());
        }
        if (!address.domain().equals(server.domain())) {
            throw new CommandFailure(
                    address + " is not of the hub (expected an address that ends in @" + server.domain() + ")",
                    "for example: mailshell hub user add alice@" + server.domain());
        }
        return address;
    }

    /**
     * What a user may hold; empty, as the hub's settings say, for {@code null}.
     *
     * @throws CommandFailure if it is no size, or none at all
     */
    static OptionalLong quota(String value) throws CommandFailure {
        if (value == null) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = SizeText.parse(value);
        if (bytes.isEmpty() || bytes.getAsLong() == 0) {
            throw new CommandFailure("the quota is no size (was " + value + ")", "write " + SizeText.FORM + ": 1GiB");
        }
        return bytes;
    }

    static CommandFailure unknown(MailAddress address) {
        return new CommandFailure(
                "there is no user " + address, "mailshell hub user list shows all; mailshell hub user add adds one");
    }
}
