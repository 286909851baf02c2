package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.crypto.FileOwners;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What has to be so before a command changes whom or what a home trusts. */
final class OwnedHome {

    private OwnedHome() {}

    /**
     * Whose home it is.
     *
     * @throws CommandFailure if it belongs to another user: a running server could not read what somebody else, such as root, makes there,
     *     and would stop all use of keys
     */
    static Owner of(Home home, Map<String, String> environment) throws CommandFailure, ConfigFailure, IOException {
        Owner owner = Owner.load(home, environment);
        Optional<String> fault = FileOwners.ours().faultOf(home.directory());
        if (fault.isPresent()) {
            throw new CommandFailure(
                    "the home " + home.directory() + " " + fault.get(), "run this as the owner of the home");
        }
        return owner;
    }

    /** As above, of a home that has to be a server's. */
    static Owner ofServer(Home home, Map<String, String> environment)
            throws CommandFailure, ConfigFailure, IOException {
        Owner owner = of(home, environment);
        if (!owner.role().runsCommands()) {
            throw new CommandFailure(
                    "the home " + home.directory() + " is for a client (expected a server)",
                    "name another home with --home DIR");
        }
        return owner;
    }

    /** @throws CommandFailure if {@code value} is no name, or that of the home itself */
    static IdentityName peer(String value, Owner owner) throws CommandFailure {
        IdentityName name = Arguments.name("there is no such name", value, "mailshell keys list shows all");
        if (name.equals(owner.identity().name())) {
            throw new CommandFailure(
                    name + " is the name of this home itself",
                    "name a party on the other side; mailshell keys list shows all");
        }
        return name;
    }

    /** @throws CommandFailure if the other side has our own name */
    static Identity distinct(Identity peer, Owner owner) throws CommandFailure {
        peer(peer.name().value(), owner);
        return peer;
    }
}
