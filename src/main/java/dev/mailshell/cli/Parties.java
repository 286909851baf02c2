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
        return require(role, MailshellConfig.load(home, environment));
    }

    private static MailshellConfig require(Role role, MailshellConfig config) throws CommandFailure {
        if (config.role() != role) {
            throw new CommandFailure(
                    "the home " + config.home().directory() + " is for a " + config.role() + " (expected a " + role
                            + ")",
                    config.role() == Role.HUB
                            ? "mailshell hub runs it; or name another home with --home DIR"
                            : "name another home with --home DIR");
        }
        return config;
    }

    /** As above, of a home whose party runs commands: that of a hub as well. */
    static MailshellConfig loadServer(Home home, Map<String, String> environment)
            throws CommandFailure, ConfigFailure, IOException {
        MailshellConfig config = MailshellConfig.load(home, environment);
        return config.role().runsCommands() ? config : require(Role.SERVER, config);
    }
}
