package dev.mailshell.config;

import dev.mailshell.model.IdentityName;
import dev.mailshell.policy.CatalogCommand;
import dev.mailshell.policy.Consent;
import dev.mailshell.policy.Group;
import dev.mailshell.policy.Role;
import dev.mailshell.policy.RuleBook;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks for what is valid and still likely a mistake or a risk in how the entries of a policy go together. */
final class PolicyFileWarnings {

    private final PolicyFileFindings findings;
    private final PolicyFileSections sections;
    private final RuleBook.Contents contents;
    private final RuleBook rules;
    private final PolicyFileMachine machine;

    PolicyFileWarnings(
            PolicyFileFindings findings,
            PolicyFileSections sections,
            RuleBook.Contents contents,
            RuleBook rules,
            PolicyFileMachine machine) {
        this.findings = findings;
        this.sections = sections;
        this.contents = contents;
        this.rules = rules;
        this.machine = machine;
    }

    void find() {
        PolicyFileProfileWarnings profiles = new PolicyFileProfileWarnings(findings, machine);
        sections.defaults().ifPresent(this::aboutDefaults);
        sections.defaults().ifPresent(profiles::about);
        sections.commands().ifPresent(section -> aboutCommands(section, profiles));
        sections.roles().ifPresent(section -> aboutRoles(section, profiles));
        PolicyFileSecretWarnings secrets = new PolicyFileSecretWarnings(findings, machine);
        sections.clients()
                .ifPresent(section -> secrets.about(section, contents.clients(), rules.clientsThatNeedCodes()));
    }

    private void aboutDefaults(PolicyFileSection section) {
        if (rules.acceptsSignedOnly()) {
            findings.warning(
                    section.value(PolicyFileDefaults.SIGNED_ONLY).orElseThrow(),
                    section.pathOf(PolicyFileDefaults.SIGNED_ONLY)
                            + " takes scripts that are not encrypted: anybody on their way can read them",
                    "remove it as soon as all clients encrypt");
        }
    }

    private void aboutCommands(PolicyFileSection section, PolicyFileProfileWarnings profiles) {
        Set<String> allowed = union(contents.roles().stream().map(Role::allow).toList());
        PolicyFileCommandWarnings warnings = new PolicyFileCommandWarnings(findings, machine);
        for (CatalogCommand command : contents.commands()) {
            if (!allowed.contains(command.name())) {
                Node key = section.keys().get(command.name());
                findings.warning(
                        key, section.pathOf(command.name()) + " is allowed by no role", "add it to one, or remove it");
            }
            PolicyFileSection entry = section.section(command.name()).orElseThrow();
            warnings.about(entry, command);
            profiles.about(entry);
            command.entry().consent().ifPresent(consent -> aboutConsent(entry, command, consent));
        }
    }

    /** Nobody approves a command of its own. */
    private void aboutConsent(PolicyFileSection entry, CatalogCommand command, Consent consent) {
        Node node = entry.value("approvals").orElseThrow();
        Set<IdentityName> approvers = rules.approvers(command);
        if (approvers.size() < consent.count()) {
            findings.error(
                    node,
                    entry.pathOf("approvals") + " can never be given (was " + approvers.size()
                            + " who may approve, expected " + consent.count() + ")",
                    "name more in from, or lower the count");
            return;
        }
        for (IdentityName client : rules.clientsOf(command)) {
            if (approvers.contains(client) && approvers.size() - 1 < consent.count()) {
                findings.warning(
                        node,
                        entry.path() + " can never be approved for " + client + ", since nobody approves for oneself",
                        "name more in from");
            }
        }
    }

    private void aboutRoles(PolicyFileSection section, PolicyFileProfileWarnings profiles) {
        Set<String> given = givenRoles();
        for (Role role : contents.roles()) {
            PolicyFileSection entry = section.section(role.name()).orElseThrow();
            profiles.about(entry);
            if (!given.contains(role.name())) {
                findings.warning(
                        section.keys().get(role.name()),
                        section.pathOf(role.name()) + " is given to no client",
                        "give it to one, or remove it");
            } else if (!role.allow().isEmpty()) {
                aboutShells(entry, role);
            }
        }
    }

    private Set<String> givenRoles() {
        Map<String, Role> byName = new HashMap<>();
        contents.roles().forEach(role -> byName.put(role.name(), role));
        Set<String> given = new HashSet<>();
        Stream<String> named = Stream.concat(
                contents.clients().stream().flatMap(entry -> entry.roles().stream()),
                contents.groups().stream()
                        .filter(group -> !group.members().isEmpty())
                        .map(Group::roles)
                        .flatMap(List::stream));
        named.forEach(name -> give(name, byName, given));
        return given;
    }

    private static void give(String name, Map<String, Role> byName, Set<String> given) {
        if (given.add(name)) {
            byName.get(name).includes().forEach(included -> give(included, byName, given));
        }
    }

    private void aboutShells(PolicyFileSection entry, Role role) {
        Map<String, CatalogCommand> shells = contents.commands().stream()
                .filter(CatalogCommand.Shell.class::isInstance)
                .collect(Collectors.toMap(CatalogCommand::name, shell -> shell));
        for (Node allowed : ((SequenceNode) entry.value("allow").orElseThrow()).getValue()) {
            CatalogCommand shell = shells.get(((ScalarNode) allowed).getValue());
            if (shell != null) {
                boolean asRoot = userOf(shell, role).equals("root");
                findings.warning(
                        allowed,
                        entry.path() + " allows a shell: its clients may run anything as "
                                + (asRoot ? "root" : "the shell's user"),
                        "name the commands that they need instead, if you can");
            }
        }
    }

    private String userOf(CatalogCommand command, Role role) {
        return command.entry()
                .profile()
                .limits(
                        role.profile(),
                        contents.defaults().limits(),
                        command.entry().sha256())
                .confinement()
                .runAs()
                .orElse("");
    }

    private static Set<String> union(Collection<List<String>> lists) {
        return lists.stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
