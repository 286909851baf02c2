package dev.mailshell.config;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Names for several servers at once, as {@code groups.yaml} of a client's home has them; valid as a whole. */
public final class ServerGroups {

    /** All servers that the client trusts, unless the file says otherwise. */
    public static final String ALL = "all";

    private final Map<String, List<String>> groups;

    private ServerGroups(Map<String, List<String>> groups) {
        this.groups = groups;
    }

    /**
     * The groups of a home; a file that does not exist has none of its own.
     *
     * @throws ConfigFailure with everything that is wrong with the file
     * @throws IOException if the trust folder cannot be read
     */
    public static ServerGroups read(Home home) throws ConfigFailure, IOException {
        Set<IdentityName> servers = known(home);
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(ALL, servers.stream().map(IdentityName::value).toList());
        Path file = home.groups();
        if (Files.exists(file)) {
            groups.putAll(new GroupsFileReader(Objects.toString(file.getFileName()), servers)
                    .read(TextFile.read(file, "remove the link")));
        }
        return new ServerGroups(groups);
    }

    /** The servers that a home trusts, sorted. */
    public static Set<IdentityName> known(Home home) throws IOException {
        Path folder = home.peers(Role.CLIENT);
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            Set<IdentityName> names = new TreeSet<>();
            entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(IdentityName::fits)
                    .forEach(name -> names.add(new IdentityName(name)));
            return names;
        }
    }

    /** The names of the groups, in the order of the file. */
    public Set<String> names() {
        return groups.keySet();
    }

    /** The servers of a group and of those that it includes, each once, in the order in which they are written; empty if there is no such group. */
    public Optional<Set<IdentityName>> servers(String group) {
        if (!groups.containsKey(group)) {
            return Optional.empty();
        }
        Set<IdentityName> servers = new LinkedHashSet<>();
        collect(group, servers, new LinkedHashSet<>());
        return Optional.of(servers);
    }

    private void collect(String group, Set<IdentityName> servers, Set<String> seen) {
        if (!seen.add(group)) {
            return;
        }
        for (String member : groups.get(group)) {
            if (groups.containsKey(member)) {
                collect(member, servers, seen);
            } else {
                servers.add(new IdentityName(member));
            }
        }
    }
}
