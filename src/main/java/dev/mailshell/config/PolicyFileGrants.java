package dev.mailshell.config;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.policy.ClientEntry;
import dev.mailshell.policy.EntryName;
import dev.mailshell.policy.Rate;
import dev.mailshell.policy.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The sections {@code roles} and {@code clients}: who may run what. */
final class PolicyFileGrants {

    /** Of the names that are there, in a hint. */
    private static final int MAX_SHOWN = 20;

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;

    PolicyFileGrants(PolicyFileFindings findings, PolicyFileValues values) {
        this.findings = findings;
        this.values = values;
    }

    List<Role> roles(Optional<PolicyFileSection> section, Set<String> commands) {
        List<Role> roles = new ArrayList<>();
        section.ifPresent(present -> present.keys().forEach((name, key) -> {
            checkName(findings, key, name, "role");
            present.section(name).flatMap(role -> role(name, role, commands)).ifPresent(roles::add);
        }));
        return roles;
    }

    private Optional<Role> role(String name, PolicyFileSection section, Set<String> commands) {
        section.refuseUnknown(Set.of("allow", "rate"));
        Optional<Rate> rate = values.optional(section, "rate", this::rate);
        return references(section, "allow", commands, "command")
                .filter(allow -> EntryName.fits(name))
                .map(allow -> new Role(name, allow, rate));
    }

    private Optional<Rate> rate(Node node, String path) {
        return values.text(node, path).flatMap(text -> {
            Optional<Rate> rate = Rate.parse(text);
            return rate.isPresent()
                    ? rate
                    : values.refuse(
                            node,
                            path + " is not a rate (was " + PolicyFileValues.shown(text) + ", expected " + Rate.FORM
                                    + ")",
                            "write it as 30/min");
        });
    }

    List<ClientEntry> clients(Optional<PolicyFileSection> section, Set<String> roles) {
        List<ClientEntry> clients = new ArrayList<>();
        section.ifPresent(present -> present.keys().forEach((name, key) -> {
            Optional<IdentityName> client = client(key, name);
            Optional<List<String>> granted = present.section(name).flatMap(entry -> {
                entry.refuseUnknown(Set.of("roles"));
                return references(entry, "roles", roles, "role");
            });
            if (client.isPresent() && granted.isPresent()) {
                clients.add(new ClientEntry(client.get(), granted.get()));
            }
        }));
        return clients;
    }

    private Optional<IdentityName> client(Node key, String name) {
        try {
            return Optional.of(new IdentityName(name));
        } catch (InvalidMessage e) {
            return values.refuse(
                    key,
                    PolicyFileValues.shown(name) + " is not the name of a client (expected 1 to 63 of a-z, 0-9 and -)",
                    "it is the name of its folder under trust/clients");
        }
    }

    /** The names in the list under {@code key}, each one of {@code known} and none twice. */
    private Optional<List<String>> references(PolicyFileSection section, String key, Set<String> known, String what) {
        if (!section.has(key)) {
            return values.refuse(
                    section.node(), section.path() + " has no " + key, "add " + key + ": [], and what it may");
        }
        return values.optional(section, key, values::list).map(nodes -> {
            Set<String> seen = new HashSet<>();
            nodes.forEach(node -> check(node, section.pathOf(key), known, seen, what));
            return nodes.stream().map(ScalarNode::getValue).toList();
        });
    }

    private void check(ScalarNode node, String path, Set<String> known, Set<String> seen, String what) {
        String name = PolicyFileValues.shown(node.getValue());
        if (!known.contains(node.getValue())) {
            findings.error(
                    node,
                    path + " names an unknown " + what + " (was " + name + ")",
                    "there is no " + what + "s." + name + "; there " + those(known));
        } else if (!seen.add(node.getValue())) {
            findings.error(node, path + " names " + name + " twice", "keep one");
        }
    }

    private static String those(Set<String> known) {
        if (known.isEmpty()) {
            return "is none at all";
        }
        String some = known.stream()
                .sorted()
                .limit(MAX_SHOWN)
                .map(PolicyFileValues::shown)
                .collect(Collectors.joining(", "));
        return "are " + some + (known.size() > MAX_SHOWN ? ", …" : "");
    }

    static void checkName(PolicyFileFindings findings, Node key, String name, String what) {
        if (!EntryName.fits(name)) {
            findings.error(
                    key,
                    PolicyFileValues.shown(name) + " is not the name of a " + what + " (expected " + EntryName.FORM
                            + ")",
                    "rename it");
        }
    }
}
