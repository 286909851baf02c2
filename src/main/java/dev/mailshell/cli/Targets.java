package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Nearest;
import dev.mailshell.config.ServerGroups;
import dev.mailshell.model.Amount;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The servers that {@code --to} means: names, and groups as {@code @web}. */
final class Targets {

    private static final String GROUP = "@";
    private static final String WHO = "mailshell keys list shows who is";

    private final Home home;

    Targets(Home home) {
        this.home = home;
    }

    /**
     * The servers, each once, in the order in which they are written.
     *
     * @param expected how many there must be
     */
    Set<IdentityName> of(List<String> values, OptionalInt expected) throws CommandFailure, ConfigFailure, IOException {
        Set<IdentityName> servers = Arguments.servers("--to", withoutGroups(values));
        requireKnown(servers);
        if (servers.size() > Command.MAX_RECIPIENTS) {
            throw new CommandFailure(
                    "--to means " + servers.size() + " servers (expected at most " + Command.MAX_RECIPIENTS + ")",
                    "send it to one group after the other");
        }
        if (expected.isPresent() && expected.getAsInt() != servers.size()) {
            throw new CommandFailure(
                    "--to means " + Amount.of(servers.size(), "server") + " (expected " + expected.getAsInt() + "): "
                            + ServerList.of(servers),
                    "nothing was sent; correct --to, groups.yaml or --expect");
        }
        return servers;
    }

    private List<String> withoutGroups(List<String> values) throws CommandFailure, ConfigFailure, IOException {
        // Only then: an error in the file is none of who does not use it.
        if (values.stream().noneMatch(value -> value.startsWith(GROUP))) {
            return values;
        }
        ServerGroups groups = ServerGroups.read(home);
        Set<String> names = new LinkedHashSet<>();
        for (String value : values) {
            names.addAll(value.startsWith(GROUP) ? members(groups, value.substring(GROUP.length())) : List.of(value));
        }
        return List.copyOf(names);
    }

    private static List<String> members(ServerGroups groups, String name) throws CommandFailure {
        Optional<Set<IdentityName>> servers = groups.servers(name);
        if (servers.isEmpty()) {
            List<String> known =
                    groups.names().stream().map(group -> GROUP + group).toList();
            String meant = Nearest.of(GROUP + name, known, 2)
                    .map(group -> "did you mean " + group + "? ")
                    .orElse("");
            throw new CommandFailure(
                    GROUP + name + " is no group", meant + "there are " + String.join(", ", known) + " (groups.yaml)");
        }
        return servers.get().stream().map(IdentityName::value).toList();
    }

    /** Before a part of them has the command. */
    private void requireKnown(Set<IdentityName> servers) throws CommandFailure, IOException {
        List<IdentityName> unknown = new ArrayList<>(servers);
        unknown.removeAll(ServerGroups.known(home));
        if (!unknown.isEmpty()) {
            throw new CommandFailure(
                    ServerList.of(unknown) + (unknown.size() == 1 ? " is" : " are") + " not in the trust folder", WHO);
        }
    }
}
