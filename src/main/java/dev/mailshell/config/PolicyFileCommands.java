package dev.mailshell.config;

import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Vote;
import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.ArgvTemplate;
import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.Entry;
import dev.mailshell.policy.EntryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The section {@code commands}: the catalog. */
final class PolicyFileCommands {

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final PolicyFileProfile profile;
    private final PolicyFileArguments arguments;
    private final PolicyFileApprovals approvals;

    PolicyFileCommands(
            PolicyFileFindings findings,
            PolicyFileValues values,
            PolicyFileProfile profile,
            PolicyFileArguments arguments,
            PolicyFileApprovals approvals) {
        this.findings = findings;
        this.values = values;
        this.profile = profile;
        this.arguments = arguments;
        this.approvals = approvals;
    }

    List<CatalogCommand> read(Optional<PolicyFileSection> section) {
        List<CatalogCommand> commands = new ArrayList<>();
        section.ifPresent(present -> present.keys().forEach((name, key) -> {
            PolicyFileGrants.checkName(findings, key, name, "command");
            if (BuiltIn.NAMES.contains(name)) {
                findings.error(key, present.pathOf(name) + " is a name of what the server answers itself", "rename it");
            } else if (Vote.NAMES.contains(name)) {
                findings.error(key, present.pathOf(name) + " is a name of a vote on a command of others", "rename it");
            }
            present.section(name).flatMap(command -> read(name, command)).ifPresent(commands::add);
        }));
        return commands;
    }

    private Optional<CatalogCommand> read(String name, PolicyFileSection section) {
        if (section.has("shell") == section.has("exec")) {
            return values.refuse(
                    section.node(),
                    section.path() + " has " + (section.has("exec") ? "both exec and shell" : "neither exec nor shell")
                            + " (expected one of them)",
                    "write exec: [/path/to/program, argument]");
        }
        section.refuseUnknown(section.has("shell") ? PolicyFileKeys.SHELL : PolicyFileKeys.PROGRAM);
        Optional<Entry> entry = entry(name, section);
        return section.has("shell") ? shell(entry, section) : program(entry, section);
    }

    /** Empty if it cannot have that name; its other errors are found all the same. */
    private Optional<Entry> entry(String name, PolicyFileSection section) {
        return Optional.of(new Entry(
                        EntryName.fits(name) ? name : "unnamed",
                        values.optional(section, "title", values::title),
                        profile.read(section),
                        new PolicyFileTerms(values).read(section),
                        values.optional(section, "sha256", this::digest),
                        section.section("approvals").flatMap(approvals::read)))
                .filter(entry -> EntryName.fits(name));
    }

    private Optional<String> digest(Node node, String path) {
        return values.parsed(
                node,
                path,
                text -> Optional.of(text).filter(hex -> hex.matches("[0-9a-f]{64}")),
                "no SHA-256 digest",
                "64 of 0-9 and a-f",
                "sha256sum prints it; put it in quotes");
    }

    private Optional<CatalogCommand> shell(Optional<Entry> entry, PolicyFileSection section) {
        Optional<String> path = values.optional(section, "shell", values::absolutePath);
        return entry.flatMap(named -> path.map(shell -> new CatalogCommand.Shell(named, shell)));
    }

    private Optional<CatalogCommand> program(Optional<Entry> entry, PolicyFileSection section) {
        boolean stdin = values.optional(section, "stdin", values::flag).orElse(false);
        boolean files = values.optional(section, "files", values::flag).orElse(false);
        Optional<List<ScalarNode>> exec = values.optional(section, "exec", this::template);
        Optional<PolicyFileSection> args = section.section("args");
        Optional<List<ArgumentRule>> rules = args.map(arguments::read).orElse(Optional.of(List.of()));
        boolean fit = exec.isPresent()
                && new PolicyFilePlaces(exec.get(), section.pathOf("exec"), findings)
                        .fit(args, rules.orElse(List.of()));
        if (!fit || rules.isEmpty() || entry.isEmpty() || findings.hasErrors()) {
            return Optional.empty();
        }
        ArgvTemplate template =
                new ArgvTemplate(exec.get().stream().map(ScalarNode::getValue).toList());
        return Optional.of(new CatalogCommand.Program(entry.get(), template, rules.get(), stdin, files));
    }

    private Optional<List<ScalarNode>> template(Node node, String path) {
        Optional<List<ScalarNode>> elements = values.list(node, path);
        if (elements.isEmpty()) {
            return elements;
        }
        if (elements.get().isEmpty() || elements.get().size() > ArgvTemplate.MAX_ELEMENTS) {
            return values.refuse(
                    node,
                    path + " is not a program and its arguments (was "
                            + elements.get().size() + " elements, expected 1 to " + ArgvTemplate.MAX_ELEMENTS + ")",
                    "write exec: [/path/to/program, argument]");
        }
        return values.absolutePath(elements.get().get(0), path + "[0]").flatMap(program -> elements);
    }
}
