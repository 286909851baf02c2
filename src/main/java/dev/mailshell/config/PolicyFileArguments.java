package dev.mailshell.config;

import dev.mailshell.policy.ArgumentCheck;
import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.ArgumentRule.ListSize;
import dev.mailshell.policy.EntryName;
import dev.mailshell.policy.PathUnder;
import dev.mailshell.policy.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The section {@code args} of a command. */
final class PolicyFileArguments {

    private static final int MAX_ARGUMENTS = 32;

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final PolicyFileTypes types;

    PolicyFileArguments(PolicyFileFindings findings, PolicyFileValues values, PolicyFileTypes types) {
        this.findings = findings;
        this.values = values;
        this.types = types;
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
        checkLists(args, rules);
        return rules.size() == args.keys().size() ? Optional.of(rules) : Optional.empty();
    }

    /** In a line, a list takes all words that are left: nothing can follow. */
    private void checkLists(PolicyFileSection args, List<ArgumentRule> rules) {
        for (int i = 0; i < rules.size() - 1; i++) {
            String name = rules.get(i).name();
            if (rules.get(i).list().isPresent()) {
                findings.error(
                        args.keys().get(name),
                        args.pathOf(name) + " is a list, but not the last argument",
                        "move it to the end of args");
            }
        }
    }

    private Optional<ArgumentRule> rule(String name, PolicyFileSection section) {
        section.refuseUnknown(PolicyFileKeys.ARGUMENT);
        Optional<String> title = values.optional(section, "title", values::title);
        Optional<String> defaultValue = values.optional(section, "default", values::text);
        boolean optional = values.optional(section, "optional", values::flag).orElse(false);
        if (optional && section.has("default")) {
            return values.refuse(
                    section.value("optional").orElseThrow(),
                    section.path() + " is optional and has a default",
                    "keep one: a default stands for a value that is left out");
        }
        Optional<ListSize> list = section.section("list").flatMap(this::size);
        if (section.has("list") && list.isEmpty()) {
            return Optional.empty();
        }
        return type(section)
                .filter(type -> EntryName.fits(name))
                .map(type -> new ArgumentRule(name, title, type, list, defaultValue, optional))
                .filter(rule -> admitsDefault(rule, section));
    }

    private Optional<ValueType> type(PolicyFileSection section) {
        if (section.has("list") && PolicyFileTypes.in(section).isEmpty()) {
            PolicyFileSection list = section.section("list").orElseThrow();
            return list.has("of")
                    ? list.section("of").flatMap(of -> {
                        of.refuseUnknown(PolicyFileKeys.TYPE);
                        return single(of, "");
                    })
                    : values.refuse(
                            list.node(), list.path() + " has no of", "write of: { pattern: \"[a-z0-9]{1,64}\" }");
        }
        if (section.has("list")) {
            return values.refuse(
                    section.node(),
                    section.path() + " has both list and a type beside it",
                    "write what each value is below list, as of: { pattern: … }");
        }
        return single(section, ", list");
    }

    private Optional<ValueType> single(PolicyFileSection section, String more) {
        Set<String> found = PolicyFileTypes.in(section);
        if (found.isEmpty()) {
            return values.refuse(
                    section.node(),
                    section.path() + " says not what a value is (expected one of pattern, one-of, integer, path" + more
                            + ")",
                    "add pattern: \"[a-z0-9]{1,64}\", or stricter");
        }
        if (found.size() > 1) {
            return values.refuse(
                    section.node(), section.path() + " has both " + String.join(" and ", found), "keep one of them");
        }
        return types.read(section);
    }

    private Optional<ListSize> size(PolicyFileSection list) {
        list.refuseUnknown(PolicyFileKeys.LIST);
        int min = values.optional(list, "min", values.number(1, ListSize.MOST)).orElse(1);
        int max = values.optional(list, "max", values.number(1, ListSize.MOST)).orElse(ListSize.MOST);
        return min <= max
                ? Optional.of(new ListSize(min, max))
                : values.refuse(list.node(), list.path() + " has a min above its max", "exchange them");
    }

    private boolean admitsDefault(ArgumentRule rule, PolicyFileSection section) {
        // Whether a file is there may be another matter when the command runs.
        if (rule.defaultValue().isEmpty() || rule.type() instanceof PathUnder) {
            return true;
        }
        Optional<String> fault = ArgumentCheck.faultOf(rule, rule.defaultValue().get());
        fault.ifPresent(fact -> findings.error(
                section.value("default").orElseThrow(),
                section.pathOf("default") + " does not match: " + fact,
                "a default is held to what any value is"));
        return fault.isEmpty();
    }
}
