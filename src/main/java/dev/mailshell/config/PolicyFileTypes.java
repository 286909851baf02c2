package dev.mailshell.config;

import dev.mailshell.policy.FileTree;
import dev.mailshell.policy.IntegerRange;
import dev.mailshell.policy.OneOf;
import dev.mailshell.policy.PathUnder;
import dev.mailshell.policy.ValuePattern;
import dev.mailshell.policy.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a single value may be: a pattern, one of some texts, a whole number, a path. */
final class PolicyFileTypes {

    private static final long MOST = 999_999_999_999_999_999L;
    private static final Map<String, Optional<FileTree.Kind>> KINDS = Map.of(
            "file",
            Optional.of(FileTree.Kind.FILE),
            "directory",
            Optional.of(FileTree.Kind.DIRECTORY),
            "any",
            Optional.empty());

    private final PolicyFileValues values;
    private final FileTree tree;

    PolicyFileTypes(PolicyFileValues values, FileTree tree) {
        this.values = values;
        this.tree = tree;
    }

    /** The keys of {@code section} that say what a value is. */
    static Set<String> in(PolicyFileSection section) {
        Set<String> types = new TreeSet<>(section.keys().keySet());
        types.retainAll(PolicyFileKeys.TYPE);
        return types;
    }

    /** The type in {@code section}, which has exactly one of them. */
    Optional<ValueType> read(PolicyFileSection section) {
        String key = in(section).iterator().next();
        return switch (key) {
            case "pattern" -> values.optional(section, key, this::pattern);
            case "one-of" -> values.optional(section, key, this::oneOf);
            case "integer" -> section.section(key).flatMap(this::integer);
            default -> section.section(key).flatMap(this::path);
        };
    }

    private Optional<ValueType> pattern(Node node, String path) {
        return values.text(node, path).flatMap(regex -> {
            try {
                return Optional.of(new ValuePattern(regex));
            } catch (PatternSyntaxException e) {
                return values.refuse(
                        node,
                        path + " is not a regular expression (" + e.getDescription() + " at character "
                                + (e.getIndex() + 1) + ")",
                        "the syntax is that of java.util.regex.Pattern; single quotes keep backslashes as they are");
            } catch (IllegalArgumentException e) {
                return values.refuse(node, path + ": " + e.getMessage(), "shorten it");
            }
        });
    }

    private Optional<ValueType> oneOf(Node node, String path) {
        Optional<List<String>> texts = values.list(node, path)
                .map(list -> list.stream().map(ScalarNode::getValue).toList());
        return texts.flatMap(list -> {
            try {
                return Optional.of(new OneOf(list));
            } catch (IllegalArgumentException e) {
                return values.refuse(
                        node, path + " is " + e.getMessage() + " (was " + list.size() + ")", "write one-of: [a, b]");
            }
        });
    }

    private Optional<ValueType> integer(PolicyFileSection section) {
        section.refuseUnknown(PolicyFileKeys.INTEGER);
        if (!section.has("min") || !section.has("max")) {
            return values.refuse(
                    section.node(), section.path() + " has no min or no max", "write integer: { min: 1, max: 100 }");
        }
        Optional<Long> min = values.optional(section, "min", this::whole);
        Optional<Long> max = values.optional(section, "max", this::whole);
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            return values.refuse(section.node(), section.path() + " has a min above its max", "exchange them");
        }
        return min.flatMap(least -> max.map(most -> new IntegerRange(least, most)));
    }

    private Optional<Long> whole(Node node, String path) {
        return values.parsed(
                node, path, IntegerRange::parse, "not a whole number", -MOST + " to " + MOST, "write it in digits");
    }

    private Optional<ValueType> path(PolicyFileSection section) {
        section.refuseUnknown(PolicyFileKeys.PATH);
        if (!section.has("under")) {
            return values.refuse(
                    section.node(), section.path() + " has no under", "write path: { under: /some/directory }");
        }
        Optional<Optional<FileTree.Kind>> kind = section.has("exists")
                ? values.optional(section, "exists", values.choice(KINDS))
                : Optional.of(Optional.empty());
        return values.optional(section, "under", values::absolutePath)
                .flatMap(under -> kind.map(wanted -> new PathUnder(under, wanted, tree)));
    }
}
