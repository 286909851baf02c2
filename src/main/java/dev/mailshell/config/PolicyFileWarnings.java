package dev.mailshell.config;

import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.ClientEntry;
import dev.mailshell.policy.PatternSearch;
import dev.mailshell.policy.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks for what is valid and still likely a mistake or a risk. */
final class PolicyFileWarnings {

    private final PolicyFileFindings findings;

    PolicyFileWarnings(PolicyFileFindings findings) {
        this.findings = findings;
    }

    void aboutDefaults(PolicyFileSection section, PolicyFileDefaults defaults) {
        if (defaults.signedOnly()) {
            findings.warning(
                    section.value(PolicyFileDefaults.SIGNED_ONLY).orElseThrow(),
                    section.pathOf(PolicyFileDefaults.SIGNED_ONLY)
                            + " takes scripts that are not encrypted: anybody on their way can read them",
                    "remove it as soon as all clients encrypt");
        }
    }

    void aboutCommands(PolicyFileSection section, List<CatalogCommand> commands, List<Role> roles) {
        Set<String> allowed = union(roles.stream().map(Role::allow).toList());
        for (CatalogCommand command : commands) {
            if (!allowed.contains(command.name())) {
                Node key = section.keys().get(command.name());
                findings.warning(
                        key, section.pathOf(command.name()) + " is allowed by no role", "add it to one, or remove it");
            }
            PolicyFileSection entry = section.section(command.name()).orElseThrow();
            if (command instanceof CatalogCommand.Program program) {
                aboutProgram(entry, program);
            } else {
                aboutBinary(entry.value("shell").orElseThrow());
            }
        }
    }

    private void aboutProgram(PolicyFileSection entry, CatalogCommand.Program program) {
        List<Node> exec = ((SequenceNode) entry.value("exec").orElseThrow()).getValue();
        aboutBinary(exec.get(0));
        for (ArgumentRule rule : program.args()) {
            PolicyFileSection args = entry.section("args").orElseThrow();
            Node pattern = args.section(rule.name())
                    .flatMap(arg -> arg.value("pattern"))
                    .orElseThrow();
            String path = args.pathOf(rule.name());
            PatternSearch search = new PatternSearch(rule.pattern());
            if (exec.stream()
                    .anyMatch(element -> ((ScalarNode) element).getValue().startsWith("{" + rule.name() + "}"))) {
                warn(
                        pattern,
                        path,
                        search.leadingDash(),
                        "which the program may take for an option",
                        "let it begin with [a-z0-9]");
            }
            warn(
                    pattern,
                    path,
                    search.dotDot(),
                    "which may lead out of a directory",
                    "leave out the dot, or begin with (?!.*\\.\\.)");
        }
    }

    private void warn(Node pattern, String path, Optional<String> example, String risk, String hint) {
        example.ifPresent(value ->
                findings.warning(pattern, path + " admits " + PolicyFileValues.shown(value) + ", " + risk, hint));
    }

    private void aboutBinary(Node node) {
        PolicyFileBinary.faultOf(((ScalarNode) node).getValue())
                .ifPresent(fault -> findings.warning(node, fault.fact(), fault.hint()));
    }

    void aboutRoles(
            PolicyFileSection section, List<Role> roles, List<CatalogCommand> commands, List<ClientEntry> clients) {
        Set<String> given = union(clients.stream().map(ClientEntry::roles).toList());
        for (Role role : roles) {
            if (!given.contains(role.name())) {
                findings.warning(
                        section.keys().get(role.name()),
                        section.pathOf(role.name()) + " is given to no client",
                        "give it to one, or remove it");
            } else {
                aboutShells(section.section(role.name()).orElseThrow(), commands);
            }
        }
    }

    private void aboutShells(PolicyFileSection role, List<CatalogCommand> commands) {
        Set<String> shells = commands.stream()
                .filter(CatalogCommand.Shell.class::isInstance)
                .map(CatalogCommand::name)
                .collect(Collectors.toSet());
        for (Node allowed : ((SequenceNode) role.value("allow").orElseThrow()).getValue()) {
            if (shells.contains(((ScalarNode) allowed).getValue())) {
                findings.warning(
                        allowed,
                        role.path() + " allows a shell: its clients may run anything as the shell's user",
                        "name the commands that they need instead, if you can");
            }
        }
    }

    private static Set<String> union(Collection<List<String>> lists) {
        return lists.stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
