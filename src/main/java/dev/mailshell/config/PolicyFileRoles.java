package dev.mailshell.config;

import dev.mailshell.policy.EntryName;
import dev.mailshell.policy.Role;
import dev.mailshell.policy.RunProfile;
import dev.mailshell.policy.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The section {@code roles}: sets of commands that are granted as one. */
final class PolicyFileRoles {

    private static final String INCLUDES = "includes";
    private static final String ALLOW = "allow";

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final PolicyFileProfile profile;
    private final PolicyFileReferences references;

    PolicyFileRoles(PolicyFileFindings findings, PolicyFileValues values, PolicyFileProfile profile) {
        this.findings = findings;
        this.values = values;
        this.profile = profile;
        this.references = new PolicyFileReferences(findings, values);
    }

    /** @param commands the names of all that can be allowed */
    List<Role> read(Optional<PolicyFileSection> section, Set<String> commands) {
        List<Role> roles = new ArrayList<>();
        section.ifPresent(present -> {
            Set<String> names = present.keys().keySet();
            present.keys().forEach((name, key) -> {
                PolicyFileGrants.checkName(findings, key, name, "role");
                present.section(name)
                        .flatMap(role -> role(name, role, commands, names))
                        .ifPresent(roles::add);
            });
            refuseCycles(present, roles);
        });
        return roles;
    }

    private Optional<Role> role(String name, PolicyFileSection section, Set<String> commands, Set<String> roles) {
        section.refuseUnknown(PolicyFileKeys.ROLE);
        Optional<List<String>> includes =
                section.has(INCLUDES) ? references.required(section, INCLUDES, roles, "role") : Optional.of(List.of());
        Optional<List<String>> allow = section.has(INCLUDES) && !section.has(ALLOW)
                ? Optional.of(List.of())
                : references.required(section, ALLOW, commands, "command");
        boolean seesAll = values.optional(section, "sees-all", values::flag).orElse(false);
        RunProfile runs = profile.read(section);
        Terms terms = new PolicyFileTerms(values).read(section);
        return includes.flatMap(included -> allow.filter(allowed -> EntryName.fits(name))
                .map(allowed -> new Role(name, included, allowed, runs, terms, seesAll)));
    }

    private void refuseCycles(PolicyFileSection section, List<Role> roles) {
        Map<String, List<String>> includes = new HashMap<>();
        roles.forEach(role -> includes.put(role.name(), role.includes()));
        for (Role role : roles) {
            if (reaches(role.name(), role.includes(), includes, new HashSet<>())) {
                findings.error(
                        section.section(role.name())
                                .flatMap(entry -> entry.value(INCLUDES))
                                .orElseThrow(),
                        section.pathOf(role.name()) + " includes itself, by itself or through others",
                        "let the larger role include the smaller one only");
            }
        }
    }

    private static boolean reaches(
            String name, List<String> from, Map<String, List<String>> includes, Set<String> seen) {
        return from.stream()
                .anyMatch(next -> next.equals(name)
                        || (seen.add(next) && reaches(name, includes.getOrDefault(next, List.of()), includes, seen)));
    }
}
