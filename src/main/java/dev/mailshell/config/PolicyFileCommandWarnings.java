package dev.mailshell.config;

import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.IntegerRange;
import dev.mailshell.policy.OneOf;
import dev.mailshell.policy.PathUnder;
import dev.mailshell.policy.PatternSearch;
import dev.mailshell.policy.ValuePattern;
import dev.mailshell.policy.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks at one command: at its program as it is on this machine, and at the values that it admits. */
final class PolicyFileCommandWarnings {

    private final PolicyFileFindings findings;
    private final PolicyFileMachine machine;
    // Catalogs repeat their patterns, and a search takes its time.
    private final Map<String, Examples> examples = new HashMap<>();

    /** Values that are admitted and may be a risk. */
    private record Examples(Optional<String> dash, Optional<String> dots) {}

    PolicyFileCommandWarnings(PolicyFileFindings findings, PolicyFileMachine machine) {
        this.findings = findings;
        this.machine = machine;
    }

    void about(PolicyFileSection entry, CatalogCommand command) {
        if (command instanceof CatalogCommand.Program program) {
            List<Node> exec = ((SequenceNode) entry.value("exec").orElseThrow()).getValue();
            aboutProgram(entry, exec.get(0));
            program.args().forEach(rule -> aboutArgument(entry, exec, rule));
        } else {
            aboutProgram(entry, entry.value("shell").orElseThrow());
        }
    }

    private void aboutProgram(PolicyFileSection entry, Node node) {
        String path = ((ScalarNode) node).getValue();
        machine.faultOfProgram(path).ifPresent(fault -> findings.warning(node, fault.fact(), fault.hint()));
        entry.value("sha256").ifPresent(digest -> machine.faultOfDigest(path, ((ScalarNode) digest).getValue())
                .ifPresent(fault -> findings.warning(digest, entry.path() + ": " + fault.fact(), fault.hint())));
    }

    private void aboutArgument(PolicyFileSection entry, List<Node> exec, ArgumentRule rule) {
        PolicyFileSection args = entry.section("args").orElseThrow();
        PolicyFileSection argument = args.section(rule.name()).orElseThrow();
        PolicyFileSection type =
                argument.section("list").flatMap(list -> list.section("of")).orElse(argument);
        Node node = type.value(PolicyFileTypes.in(type).iterator().next()).orElseThrow();
        String path = args.pathOf(rule.name());
        Examples found = examples(rule.type());
        boolean begins = exec.stream()
                .anyMatch(element -> ((ScalarNode) element).getValue().startsWith("{" + rule.name() + "}"));
        if (begins) {
            warn(node, path, found.dash(), "which the program may take for an option", "let it begin with [a-z0-9]");
        }
        warn(
                node,
                path,
                found.dots(),
                "which may lead out of a directory",
                "leave out the dot, or begin with (?!.*\\.\\.)");
        if (rule.type() instanceof PathUnder under) {
            aboutPath(node, path, under.directory());
        }
    }

    private void aboutPath(Node node, String path, String directory) {
        if (directory.equals("/")) {
            findings.warning(node, path + " admits every path of this machine", "name a directory");
        } else if (!machine.hasDirectory(directory)) {
            findings.warning(
                    node,
                    path + " is under what is no directory on this machine (was " + PolicyFileValues.shown(directory)
                            + ")",
                    "make it, or correct the path");
        }
    }

    private Examples examples(ValueType type) {
        if (type instanceof ValuePattern pattern) {
            return examples.computeIfAbsent(pattern.toString(), regex -> examples(new PatternSearch(pattern)));
        }
        if (type instanceof OneOf oneOf) {
            return new Examples(first(oneOf, text -> text.startsWith("-")), first(oneOf, text -> text.contains("..")));
        }
        if (type instanceof IntegerRange range && range.min() < 0) {
            return new Examples(Optional.of(Long.toString(range.min())), Optional.empty());
        }
        // A path is resolved: it begins with / and has no dots to follow.
        return new Examples(Optional.empty(), Optional.empty());
    }

    private static Examples examples(PatternSearch search) {
        return new Examples(search.leadingDash(), search.dotDot());
    }

    private static Optional<String> first(OneOf oneOf, Predicate<String> risky) {
        return oneOf.texts().stream().filter(risky).findFirst();
    }

    private void warn(Node node, String path, Optional<String> example, String risk, String hint) {
        example.ifPresent(
                value -> findings.warning(node, path + " admits " + PolicyFileValues.shown(value) + ", " + risk, hint));
    }
}
