package dev.mailshell.config;

import dev.mailshell.model.IdentityName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Turns the text of a {@code groups.yaml} into lists of names, and goes on after an error to find the others. */
final class GroupsFileReader {

    private static final int MAX_GROUPS = 1000;
    private static final String FORM = "write a list of servers and groups, such as web: [web1, web2]";
    private static final String SYNTAX = "write names without @; look at the indentation, quotes and brackets";

    private final PolicyFileFindings findings;
    private final Set<String> servers = new TreeSet<>();
    private final Map<String, List<ScalarNode>> groups = new LinkedHashMap<>();

    /** @param servers those that there are */
    GroupsFileReader(String fileName, Set<IdentityName> servers) {
        this.findings = new PolicyFileFindings(fileName);
        servers.forEach(server -> this.servers.add(server.value()));
    }

    /** The names that each group consists of: each is a group, or a server. */
    Map<String, List<String>> read(String text) throws ConfigFailure {
        Optional<Node> root = new PolicyFileYaml(findings, SYNTAX).read(text);
        root.ifPresent(node -> read(new PolicyFileSection("groups.yaml", node, findings)));
        findings.throwErrors();
        Map<String, List<String>> names = new LinkedHashMap<>();
        groups.forEach((group, members) ->
                names.put(group, members.stream().map(ScalarNode::getValue).toList()));
        return names;
    }

    private void read(PolicyFileSection file) {
        if (file.keys().size() > MAX_GROUPS) {
            findings.error(file.node(), "too many groups (expected at most " + MAX_GROUPS + ")", "remove some");
            return;
        }
        file.keys().forEach((group, key) -> {
            checkName(group, key);
            groups.put(group, members(group, file.value(group).orElseThrow()));
        });
        groups.forEach((group, members) -> members.forEach(member -> checkMember(group, member)));
        Set<String> finished = new HashSet<>();
        groups.keySet().forEach(group -> refuseCircle(group, new ArrayList<>(), finished));
    }

    private void checkName(String group, Node key) {
        if (!IdentityName.fits(group)) {
            findings.error(
                    key,
                    "the name of a group is not 1 to 63 of a-z, 0-9 and - (was " + PolicyFileValues.shown(group) + ")",
                    "rename it");
        } else if (servers.contains(group)) {
            findings.error(key, "group " + group + " is called like a server", "rename it");
        }
    }

    private List<ScalarNode> members(String group, Node value) {
        if (!(value instanceof SequenceNode list)) {
            findings.error(
                    value, "group " + group + " is not a list (was " + PolicyFileSection.kind(value) + ")", FORM);
            return List.of();
        }
        List<ScalarNode> members = new ArrayList<>();
        for (Node member : list.getValue()) {
            if (member instanceof ScalarNode name && !PolicyFileValues.isNothing(member)) {
                members.add(name);
            } else {
                findings.error(
                        member,
                        "a member of group " + group + " is not a name (was " + PolicyFileSection.kind(member) + ")",
                        FORM);
            }
        }
        return members;
    }

    private void checkMember(String group, ScalarNode member) {
        String name = member.getValue();
        if (isGroup(name) || servers.contains(name)) {
            return;
        }
        Set<String> known = new TreeSet<>(servers);
        known.addAll(groups.keySet());
        known.remove(group);
        String hint = name.startsWith("@")
                ? "write it without @"
                : Nearest.of(name, known, 2)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("mailshell keys list shows the servers");
        findings.error(
                member,
                "group " + group + " names " + PolicyFileValues.shown(name) + ", which is neither a server nor a group",
                hint);
    }

    private boolean isGroup(String name) {
        return groups.containsKey(name) || name.equals(ServerGroups.ALL);
    }

    /** Each group is looked at once, however many include it. */
    private void refuseCircle(String group, List<String> path, Set<String> finished) {
        path.add(group);
        for (ScalarNode member : groups.getOrDefault(group, List.of())) {
            String name = member.getValue();
            if (path.contains(name)) {
                String circle = String.join(" > ", path.subList(path.indexOf(name), path.size())) + " > " + name;
                findings.error(member, "group " + name + " contains itself (" + circle + ")", "remove it here");
            } else if (groups.containsKey(name) && !finished.contains(name)) {
                refuseCircle(name, path, finished);
            }
        }
        path.remove(path.size() - 1);
        finished.add(group);
    }
}
