package dev.mailshell.config;

import dev.mailshell.model.Limits;
import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.ArgvTemplate;
import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.EntryName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The section {@code commands}: the catalog. */
final class PolicyFileCommands {

    private static final Set<String> PROGRAM_KEYS =
            Set.of("title", "exec", "args", "stdin", "files", "run-as", "timeout", "max-output");
    private static final Set<String> SHELL_KEYS = Set.of("title", "shell", "run-as", "timeout", "max-output");

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final PolicyFileDefaults defaults;
    private final PolicyFileArguments arguments;

    PolicyFileCommands(PolicyFileFindings findings, PolicyFileValues values, PolicyFileDefaults defaults) {
        this.findings = findings;
        this.values = values;
        this.defaults = defaults;
        this.arguments = new PolicyFileArguments(findings, values);
    }

    List<CatalogCommand> read(Optional<PolicyFileSection> section) {
        List<CatalogCommand> commands = new ArrayList<>();
        section.ifPresent(present -> present.keys().forEach((name, key) -> {
            PolicyFileGrants.checkName(findings, key, name, "command");
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
        return section.has("shell") ? shell(name, section) : program(name, section);
    }

    private Optional<CatalogCommand> shell(String name, PolicyFileSection section) {
        section.refuseUnknown(SHELL_KEYS);
        Optional<String> title = values.optional(section, "title", values::title);
        Limits limits = PolicyFileDefaults.override(defaults.limits(), section, values);
        return values.optional(section, "shell", this::absolutePath)
                .filter(shell -> EntryName.fits(name))
                .map(shell -> new CatalogCommand.Shell(name, title, shell, limits));
    }

    private Optional<CatalogCommand> program(String name, PolicyFileSection section) {
        section.refuseUnknown(PROGRAM_KEYS);
        Optional<String> title = values.optional(section, "title", values::title);
        Limits limits = PolicyFileDefaults.override(defaults.limits(), section, values);
        boolean stdin = values.optional(section, "stdin", values::flag).orElse(false);
        boolean files = values.optional(section, "files", values::flag).orElse(false);
        Optional<List<ScalarNode>> exec = values.optional(section, "exec", this::template);
        Optional<PolicyFileSection> args = section.section("args");
        Optional<List<ArgumentRule>> rules = args.map(arguments::read).orElse(Optional.of(List.of()));
        boolean fit = exec.isPresent() && fit(exec.get(), section.pathOf("exec"), args);
        if (!fit || rules.isEmpty() || !EntryName.fits(name)) {
            return Optional.empty();
        }
        ArgvTemplate template =
                new ArgvTemplate(exec.get().stream().map(ScalarNode::getValue).toList());
        return Optional.of(new CatalogCommand.Program(name, title, template, rules.get(), stdin, files, limits));
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
        return absolutePath(elements.get().get(0), path + "[0]").flatMap(program -> elements);
    }

    private Optional<String> absolutePath(Node node, String path) {
        Optional<String> text = values.text(node, path);
        if (text.isPresent() && !text.get().startsWith("/")) {
            return values.refuse(
                    node,
                    path + " is not an absolute path (was " + PolicyFileValues.shown(text.get()) + ")",
                    "there is no PATH to search; command -v prints the path of a program");
        }
        if (text.isPresent() && !ArgvTemplate.placesIn(text.get()).isEmpty()) {
            return values.refuse(node, path + " has a placeholder", "a client does not choose the program; name it");
        }
        return text;
    }

    /** Whether the places in {@code exec} and the arguments are the same. */
    private boolean fit(List<ScalarNode> exec, String path, Optional<PolicyFileSection> args) {
        PolicyFileScripts.check(exec, path, findings);
        Map<String, Node> declared = args.map(PolicyFileSection::keys).orElse(Map.of());
        Map<String, Node> used = new LinkedHashMap<>();
        exec.forEach(node -> ArgvTemplate.placesIn(node.getValue()).forEach(place -> used.putIfAbsent(place, node)));
        used.forEach((place, node) -> {
            if (!declared.containsKey(place)) {
                findings.error(
                        node,
                        path + " uses {" + PolicyFileValues.shown(place) + "}, which is no argument",
                        "add it to args; double braces, {{...}}, stand for plain text");
            }
        });
        declared.forEach((name, key) -> {
            if (!used.containsKey(name)) {
                findings.error(
                        key,
                        args.orElseThrow().path() + "." + PolicyFileValues.shown(name) + " is not used in exec",
                        "use it or remove it");
            }
        });
        return used.keySet().equals(declared.keySet());
    }
}
