package dev.mailshell.config;

import dev.mailshell.model.Vote;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Lists of names of what stands elsewhere in the policy. */
final class PolicyFileReferences {

    /** Of the names that are there, in a hint. */
    private static final int MAX_SHOWN = 20;

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;

    PolicyFileReferences(PolicyFileFindings findings, PolicyFileValues values) {
        this.findings = findings;
        this.values = values;
    }

    /** The names in the list under {@code key}, each one of {@code known} and none twice; it is an error if there is no list. */
    Optional<List<String>> required(PolicyFileSection section, String key, Set<String> known, String what) {
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
                    Vote.NAMES.contains(node.getValue())
                            ? "votes need no role: from in the approvals of a command says who may approve it"
                            : "there is no " + what + "s." + name + "; there " + those(known));
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
}
