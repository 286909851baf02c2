package dev.mailshell.config;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.policy.ClientEntry;
import dev.mailshell.policy.EntryName;
import dev.mailshell.policy.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The sections {@code clients} and {@code groups}: who has which roles. */
final class PolicyFileGrants {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final int MAX_SECRET = 200;

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final PolicyFileReferences references;

    PolicyFileGrants(PolicyFileFindings findings, PolicyFileValues values) {
        this.findings = findings;
        this.values = values;
        this.references = new PolicyFileReferences(findings, values);
    }

    List<ClientEntry> clients(Optional<PolicyFileSection> section, Set<String> roles) {
        List<ClientEntry> clients = new ArrayList<>();
        section.ifPresent(present -> present.keys().forEach((name, key) -> {
            Optional<IdentityName> client = client(key, name);
            present.section(name).flatMap(entry -> entry(client, entry, roles)).ifPresent(clients::add);
        }));
        return clients;
    }

    private Optional<ClientEntry> entry(Optional<IdentityName> client, PolicyFileSection entry, Set<String> roles) {
        entry.refuseUnknown(PolicyFileKeys.CLIENT);
        Optional<String> totp = values.optional(entry, "totp", this::secret);
        Optional<List<String>> granted = references.required(entry, "roles", roles, "role");
        return client.flatMap(name -> granted.map(list -> new ClientEntry(name, list, totp)));
    }

    private Optional<String> secret(Node node, String path) {
        return values.parsed(
                node,
                path,
                text -> Optional.of(text)
                        .filter(name -> name.length() <= MAX_SECRET
                                && SECRET.matcher(name).matches()),
                "not the name of a file in the home",
                "letters, digits, dots, - and _ with / between, none beginning with a dot",
                "write it as totp/alice");
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

    List<Group> groups(Optional<PolicyFileSection> section, Set<String> clients, Set<String> roles) {
        List<Group> groups = new ArrayList<>();
        section.ifPresent(present -> present.keys().forEach((name, key) -> {
            checkName(findings, key, name, "group");
            present.section(name)
                    .flatMap(group -> group(name, group, clients, roles))
                    .ifPresent(groups::add);
        }));
        return groups;
    }

    private Optional<Group> group(String name, PolicyFileSection section, Set<String> clients, Set<String> roles) {
        section.refuseUnknown(PolicyFileKeys.GROUP);
        Optional<List<String>> members = references.required(section, "members", clients, "client");
        Optional<List<String>> granted = references.required(section, "roles", roles, "role");
        if (findings.hasErrors() || members.isEmpty() || granted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Group(name, members.get().stream().map(IdentityName::new).toList(), granted.get()));
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
