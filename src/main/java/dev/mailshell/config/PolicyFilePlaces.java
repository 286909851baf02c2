package dev.mailshell.config;

import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.ArgvTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The places in {@code exec}: each has an argument, each argument has one, and a list has whole elements only. */
final class PolicyFilePlaces {

    private final List<ScalarNode> exec;
    private final String path;
    private final PolicyFileFindings findings;

    PolicyFilePlaces(List<ScalarNode> exec, String path, PolicyFileFindings findings) {
        this.exec = exec;
        this.path = path;
        this.findings = findings;
    }

    /** Whether they and the arguments are the same; makes an error of each that is not. */
    boolean fit(Optional<PolicyFileSection> args, List<ArgumentRule> rules) {
        PolicyFileScripts.check(exec, rules, path, findings);
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
        rules.stream().filter(rule -> rule.list().isPresent()).forEach(rule -> checkList(rule.name()));
        return used.keySet().equals(declared.keySet());
    }

    private void checkList(String name) {
        for (ScalarNode element : exec) {
            String text = element.getValue();
            if (ArgvTemplate.placesIn(text).contains(name) && !text.equals("{" + name + "}")) {
                findings.error(
                        element,
                        path + " has the list {" + name + "} in a part of an element",
                        "a list becomes as many elements as it has values: write \"{" + name + "}\" alone");
            }
        }
    }
}
