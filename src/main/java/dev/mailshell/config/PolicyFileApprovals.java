package dev.mailshell.config;

import dev.mailshell.policy.Consent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The section {@code approvals} of a command: whose consent it takes. */
final class PolicyFileApprovals {

    private static final int MAX_COUNT = 16;
    private static final Duration EXPIRES = Duration.ofHours(1);

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final Parties parties;

    /** The names of everybody who may be named. */
    record Parties(Set<String> roles, Set<String> groups, Set<String> clients) {

        private long kindsOf(String name) {
            return List.of(roles, groups, clients).stream()
                    .filter(names -> names.contains(name))
                    .count();
        }
    }

    PolicyFileApprovals(PolicyFileFindings findings, PolicyFileValues values, Parties parties) {
        this.findings = findings;
        this.values = values;
        this.parties = parties;
    }

    Optional<Consent> read(PolicyFileSection section) {
        section.refuseUnknown(PolicyFileKeys.APPROVALS);
        int count =
                values.optional(section, "count", values.number(1, MAX_COUNT)).orElse(1);
        Duration expires = values.optional(
                        section, "expires", values.duration(Duration.ofMinutes(1), Duration.ofDays(30)))
                .orElse(EXPIRES);
        if (!section.has("from")) {
            return values.refuse(
                    section.node(), section.path() + " has no from", "write from: [role, group or client]");
        }
        return values.optional(section, "from", this::from).map(names -> new Consent(count, names, expires));
    }

    private Optional<List<String>> from(Node node, String path) {
        Optional<List<ScalarNode>> nodes = values.list(node, path);
        if (nodes.isPresent() && nodes.get().isEmpty()) {
            return values.refuse(node, path + " is empty", "name a role, a group or a client");
        }
        return nodes.map(list -> {
            Set<String> seen = new HashSet<>();
            list.forEach(element -> check(element, path, seen));
            return list.stream().map(ScalarNode::getValue).toList();
        });
    }

    private void check(ScalarNode element, String path, Set<String> seen) {
        String name = PolicyFileValues.shown(element.getValue());
        long kinds = parties.kindsOf(element.getValue());
        if (kinds == 0) {
            findings.error(
                    element, path + " names nobody (was " + name + ")", "there is no role, group or client " + name);
        } else if (kinds > 1) {
            findings.error(
                    element, path + " may mean a role, a group or a client (was " + name + ")", "rename one of them");
        } else if (!seen.add(element.getValue())) {
            findings.error(element, path + " names " + name + " twice", "keep one");
        }
    }
}
