package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which roles each client has: its own, then those of its groups, each one followed by those that it includes; none twice. */
final class Membership {

    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<IdentityName, List<Role>> ofClients = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a name is there twice, or one that is referred to is not there, or roles include each other */
    Membership(List<Role> roles, List<Group> groups, List<ClientEntry> clients) {
        roles.forEach(role -> Names.putOnce(this.roles, role.name(), role));
        groups.forEach(group -> Names.putOnce(this.groups, group.name(), group));
        Map<IdentityName, List<String>> named = new LinkedHashMap<>();
        clients.forEach(entry -> Names.putOnce(named, entry.client(), new ArrayList<>(entry.roles())));
        groups.forEach(group ->
                group.members().forEach(member -> Names.required(named, member).addAll(group.roles())));
        // Whoever has the same roles shares one list.
        Map<List<String>, List<Role>> expanded = new HashMap<>();
        named.forEach(
                (client, names) -> ofClients.put(client, expanded.computeIfAbsent(List.copyOf(names), this::expanded)));
    }

    private List<Role> expanded(List<String> names) {
        Set<Role> all = new LinkedHashSet<>();
        names.forEach(name -> expand(name, all, new ArrayDeque<>()));
        return List.copyOf(all);
    }

    private void expand(String name, Set<Role> all, Deque<String> within) {
        if (within.contains(name)) {
            throw new IllegalArgumentException("the role " + name + " includes itself");
        }
        Role role = Names.required(roles, name);
        // Once is enough: with each level of roles that include two of the next, the ways to the last one double.
        if (!all.add(role)) {
            return;
        }
        within.push(name);
        role.includes().forEach(included -> expand(included, all, within));
        within.pop();
    }

    /** Each client with its roles. */
    Map<IdentityName, List<Role>> clients() {
        return ofClients;
    }

    /** Those whom {@code names}, each of a role, a group or a client, stand for. */
    Set<IdentityName> named(List<String> names) {
        Set<IdentityName> found = new HashSet<>();
        for (String name : names) {
            if (roles.containsKey(name)) {
                ofClients.forEach((client, has) -> {
                    if (has.contains(roles.get(name))) {
                        found.add(client);
                    }
                });
            } else if (groups.containsKey(name)) {
                found.addAll(groups.get(name).members());
            } else {
                IdentityName client = new IdentityName(name);
                Names.required(ofClients, client);
                found.add(client);
            }
        }
        return found;
    }
}
