package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names of servers in a line for a person. */
final class ServerList {

    private static final int SHOWN = 20;

    private ServerList() {}

    /** The first ones, and how many more there are. */
    static String of(Collection<IdentityName> servers) {
        String first = servers.stream().limit(SHOWN).map(IdentityName::value).collect(Collectors.joining(", "));
        return servers.size() <= SHOWN ? first : first + " and " + (servers.size() - SHOWN) + " more";
    }

    /** All of them. */
    static String ofAll(Collection<IdentityName> servers) {
        return servers.stream().map(IdentityName::value).collect(Collectors.joining(", "));
    }
}
