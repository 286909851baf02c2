package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import java.io.IOException;
import java.util.Map;

/** Reads the settings of a home that has to be of one role. */
final class Parties {

    private Parties() {}

    static MailshellConfig load(Home home, Role role, Map<String, String> environment)
            throws CommandFailure, ConfigFailure, IOException {
        MailshellConfig config = MailshellConfig.load(home, environment);
        if (config.role() != role) {
            throw new CommandFailure(
                    "the home " + home.directory() + " is for a " + config.role() + " (expected a " + role + ")",
                    "name another home with --home DIR");
        }
        return config;
    }
}
