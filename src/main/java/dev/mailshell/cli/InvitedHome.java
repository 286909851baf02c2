package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The home of somebody who was invited and has none yet.
 *
 * @param home its folder is called as its owner is in the invitation
 */
record InvitedHome(CliContext context, Home home) {

    /**
     * Makes it, with new keys, to be filled in; nobody is trusted there.
     *
     * @param address of its owner; null if it was not given
     */
    void make(String address, KeyAlgorithm algorithm) throws CommandFailure, ConfigFailure, IOException {
        if (address == null) {
            throw new CommandFailure(
                    "there is no home " + home.directory(),
                    "name the home that you have with --home, or give your own --address to make this one");
        }
        MailAddress own = Arguments.address("--address", address, "for example: --address alice@example.org");
        Identity self = new Identity(name(), own);
        new NewHomes(algorithm, Optional.empty(), context.clock(), context.random())
                .create(home.directory().getParent(), List.of(), List.of(self));
        context.err().println("made " + home.directory() + " for " + self.name() + " <" + self.address() + ">");
        context.err()
                .println(
                        "next: fill in the hosts in its mailshell.properties and write the password file, then say the same again;"
                                + " nothing is sent yet");
    }

    private IdentityName name() throws CommandFailure {
        return Arguments.name(
                "the home is not called as you are in the invitation",
                home.directory().getFileName().toString(),
                "for example: --home homes/alice");
    }
}
