package dev.mailshell.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the file: each key once, and none that nobody knows. */
final class PolicyFileSection {

    // What the design has for later: somebody who writes it relies on it, so the hint says that it does nothing yet.
    private static final Set<String> LATER = Set.of("deny", "hosts", "collect");

    private final String path;
    private final Node node;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final PolicyFileFindings findings;

    /** @param path what errors call it, such as {@code roles.operator} */
    PolicyFileSection(String path, Node node, PolicyFileFindings findings) {
        this.path = path;
        this.node = node;
        this.findings = findings;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else {
            findings.error(
                    node,
                    path + " is not a mapping (was " + kind(node) + ")",
                    "write key: value pairs, or {} for none");
        }
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            findings.error(entry.getKeyNode(), "a key of " + path + " is not text", "write key: value pairs");
        } else if (keys.putIfAbsent(key.getValue(), key) != null) {
            findings.error(
                    key,
                    path + " has " + PolicyFileValues.shown(key.getValue()) + " twice",
                    "the first is in line "
                            + (keys.get(key.getValue())
                                            .getStartMark()
                                            .orElseThrow()
                                            .getLine()
                                    + 1) + "; keep one");
        } else {
            values.put(key.getValue(), entry.getValueNode());
        }
    }

    /** Makes an error of each key that is not one of {@code known}. */
    void refuseUnknown(Set<String> known) {
        keys.forEach((name, key) -> {
            if (!known.contains(name)) {
                String hint = LATER.contains(name)
                        ? name + " is not supported by this version; remove it, and do not rely on it"
                        : "keys here are " + String.join(", ", new TreeSet<>(known));
                findings.error(key, "unknown key " + PolicyFileValues.shown(name) + " in " + path, hint);
            }
        });
    }

    /** Whether it has {@code key}. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of {@code key}; empty if there is none. */
    Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The section under {@code key}; an empty one if there is none. */
    Optional<PolicyFileSection> section(String key) {
        return value(key).map(value -> new PolicyFileSection(pathOf(key), value, findings));
    }

    /** The keys, in the order of the file. */
    Map<String, Node> keys() {
        return keys;
    }

    /** What errors call it. */
    String path() {
        return path;
    }

    /** What errors call the value of {@code key}. */
    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where it is. */
    Node node() {
        return node;
    }

    static String kind(Node node) {
        return switch (node.getNodeType()) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            case SCALAR -> PolicyFileValues.isNothing(node) ? "nothing" : "a single value";
            case ANCHOR -> "an anchor";
        };
    }
}
