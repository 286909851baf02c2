package dev.mailshell.config;

import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.EntryName;
import dev.mailshell.policy.ValuePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The section {@code args} of a command. */
final class PolicyFileArguments {

    private static final int MAX_ARGUMENTS = 32;

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;

    PolicyFileArguments(PolicyFileFindings findings, PolicyFileValues values) {
        this.findings = findings;
        this.values = values;
    }

    /** The arguments in the order of the file; empty after an error in any of them. */
    Optional<List<ArgumentRule>> read(PolicyFileSection args) {
        if (args.keys().size() > MAX_ARGUMENTS) {
            findings.error(
                    args.node(),
                    args.path() + " has too many arguments (was " + args.keys().size() + ", expected at most "
                            + MAX_ARGUMENTS + ")",
                    "split the command up");
        }
        List<ArgumentRule> rules = new ArrayList<>();
        args.keys().forEach((name, key) -> {
            PolicyFileGrants.checkName(findings, key, name, "argument");
            args.section(name).flatMap(section -> rule(name, section)).ifPresent(rules::add);
        });
        return rules.size() == args.keys().size() ? Optional.of(rules) : Optional.empty();
    }

    private Optional<ArgumentRule> rule(String name, PolicyFileSection section) {
        section.refuseUnknown(Set.of("pattern", "title", "default"));
        if (!section.has("pattern")) {
            return values.refuse(
                    section.node(), section.path() + " has no pattern", "add pattern: \"[a-z0-9]{1,64}\", or stricter");
        }
        Optional<String> title = values.optional(section, "title", values::title);
        Optional<ValuePattern> pattern = values.optional(section, "pattern", this::pattern);
        Optional<String> defaultValue = values.optional(section, "default", values::text);
        return pattern.filter(compiled -> EntryName.fits(name))
                .filter(compiled -> admits(compiled, section, defaultValue))
                .map(compiled -> new ArgumentRule(name, title, compiled, defaultValue));
    }

    private boolean admits(ValuePattern pattern, PolicyFileSection section, Optional<String> defaultValue) {
        boolean admitted = defaultValue.isEmpty() || pattern.match(defaultValue.get()) == ValuePattern.Match.FITS;
        if (!admitted) {
            findings.error(
                    section.value("default").orElseThrow(),
                    section.pathOf("default") + " does not match the pattern (was "
                            + PolicyFileValues.shown(defaultValue.get()) + ")",
                    "a default is held to the pattern, as any value");
        }
        return admitted;
    }

    private Optional<ValuePattern> pattern(Node node, String path) {
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
}
