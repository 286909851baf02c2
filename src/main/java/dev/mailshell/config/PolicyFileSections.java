package dev.mailshell.config;

import java.util.Optional;
import java.util.Set;

/** The sections of a policy, each as it stands in the file. */
record PolicyFileSections(
        Optional<PolicyFileSection> defaults,
        Optional<PolicyFileSection> roles,
        Optional<PolicyFileSection> groups,
        Optional<PolicyFileSection> commands,
        Optional<PolicyFileSection> clients) {

    static PolicyFileSections of(PolicyFileSection top, PolicyFileFindings findings) {
        return new PolicyFileSections(
                section(top, "defaults", findings),
                section(top, "roles", findings),
                section(top, "groups", findings),
                section(top, "commands", findings),
                section(top, "clients", findings));
    }

    private static Optional<PolicyFileSection> section(PolicyFileSection top, String key, PolicyFileFindings findings) {
        return top.value(key).map(node -> new PolicyFileSection(key, node, findings));
    }

    /** The names of the entries of {@code section}. */
    static Set<String> names(Optional<PolicyFileSection> section) {
        return section.map(present -> present.keys().keySet()).orElse(Set.of());
    }
}
