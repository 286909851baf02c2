package dev.mailshell.config;

import dev.mailshell.model.BuiltIn;
import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.ClientEntry;
import dev.mailshell.policy.FileTree;
import dev.mailshell.policy.Group;
import dev.mailshell.policy.Role;
import dev.mailshell.policy.RuleBook;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns the text of a policy into rules, section by section, and goes on after an error to find the others. */
final class PolicyFileReader {

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final FileTree tree;
    private final PolicyFileMachine machine;

    /**
     * @param tree where the paths are that clients may name
     * @param machine what warnings are about
     */
    PolicyFileReader(String fileName, FileTree tree, PolicyFileMachine machine) {
        this.findings = new PolicyFileFindings(fileName);
        this.values = new PolicyFileValues(findings);
        this.tree = tree;
        this.machine = machine;
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
        top.refuseUnknown(PolicyFileKeys.TOP);
        PolicyFileSections sections = PolicyFileSections.of(top, findings);
        PolicyFileProfile profile = new PolicyFileProfile(findings, values);
        PolicyFileDefaults defaults = PolicyFileDefaults.read(sections.defaults(), values, profile);
        List<CatalogCommand> commands = commands(sections, profile).read(sections.commands());
        Set<String> allowable = new HashSet<>(PolicyFileSections.names(sections.commands()));
        allowable.addAll(BuiltIn.NAMES);
        List<Role> roles = new PolicyFileRoles(findings, values, profile).read(sections.roles(), allowable);
        PolicyFileGrants grants = new PolicyFileGrants(findings, values);
        Set<String> roleNames = PolicyFileSections.names(sections.roles());
        List<ClientEntry> clients = grants.clients(sections.clients(), roleNames);
        List<Group> groups = grants.groups(sections.groups(), PolicyFileSections.names(sections.clients()), roleNames);
        findings.throwErrors();
        RuleBook.Contents contents = new RuleBook.Contents(commands, roles, groups, clients, defaults.commands());
        RuleBook rules = new RuleBook(contents, defaults.server());
        new PolicyFileWarnings(findings, sections, contents, rules, machine).find();
        findings.throwErrors();
        return new PolicyFile(rules, findings.warnings());
    }

    private PolicyFileCommands commands(PolicyFileSections sections, PolicyFileProfile profile) {
        PolicyFileApprovals.Parties parties = new PolicyFileApprovals.Parties(
                PolicyFileSections.names(sections.roles()),
                PolicyFileSections.names(sections.groups()),
                PolicyFileSections.names(sections.clients()));
        return new PolicyFileCommands(
                findings,
                values,
                profile,
                new PolicyFileArguments(findings, values, new PolicyFileTypes(values, tree)),
                new PolicyFileApprovals(findings, values, parties));
    }
}
