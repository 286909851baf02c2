package dev.mailshell.config;

import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.ClientEntry;
import dev.mailshell.policy.Role;
import dev.mailshell.policy.RuleBook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns the text of a policy into rules, section by section, and goes on after an error to find the others. */
final class PolicyFileReader {

    private final PolicyFileFindings findings;

    PolicyFileReader(String fileName) {
        this.findings = new PolicyFileFindings(fileName);
    }

    PolicyFile read(String text) throws ConfigFailure {
        Optional<Node> root = new PolicyFileYaml(findings).read(text);
        findings.throwErrors();
        if (root.isEmpty()) {
            findings.error(Optional.empty(), "the policy is empty", "keys-template/policy.yaml shows how one looks");
            findings.throwErrors();
        }
        return read(new PolicyFileSection("the policy", root.orElseThrow(), findings));
    }

    private PolicyFile read(PolicyFileSection top) throws ConfigFailure {
        top.refuseUnknown(Set.of("defaults", "roles", "commands", "clients"));
        PolicyFileValues values = new PolicyFileValues(findings);
        Optional<PolicyFileSection> defaultSection = section(top, "defaults");
        PolicyFileDefaults defaults = PolicyFileDefaults.read(defaultSection, values);
        Optional<PolicyFileSection> commandSection = section(top, "commands");
        Optional<PolicyFileSection> roleSection = section(top, "roles");
        List<CatalogCommand> commands = new PolicyFileCommands(findings, values, defaults).read(commandSection);
        PolicyFileGrants grants = new PolicyFileGrants(findings, values);
        List<Role> roles = grants.roles(roleSection, names(commandSection));
        List<ClientEntry> clients = grants.clients(section(top, "clients"), names(roleSection));
        findings.throwErrors();
        PolicyFileWarnings warnings = new PolicyFileWarnings(findings);
        defaultSection.ifPresent(section -> warnings.aboutDefaults(section, defaults));
        commandSection.ifPresent(section -> warnings.aboutCommands(section, commands, roles));
        roleSection.ifPresent(section -> warnings.aboutRoles(section, roles, commands, clients));
        return new PolicyFile(
                new RuleBook(
                        commands,
                        roles,
                        clients,
                        defaults.maxAge(),
                        defaults.concurrency(),
                        defaults.maxInput(),
                        defaults.signedOnly()),
                findings.warnings());
    }

    private Optional<PolicyFileSection> section(PolicyFileSection top, String key) {
        return top.value(key).map(node -> new PolicyFileSection(key, node, findings));
    }

    private static Set<String> names(Optional<PolicyFileSection> section) {
        return section.map(present -> present.keys().keySet()).orElse(Set.of());
    }
}
