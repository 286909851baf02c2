package dev.mailshell.config;

import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.ArgvTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The argvs that one {@code exec} comes to, as far as the number of its elements goes: without and with each optional argument, with one
 * and two values of a list. What stands behind such a place may be read otherwise in each.
 */
final class PolicyFileVariants {

    /** More optional arguments than that are not told apart one by one: it doubles with each. */
    private static final int MAX_OPTIONAL = 8;

    private PolicyFileVariants() {}

    /** At least {@code exec} itself; elements of it, some left out or twice. */
    static List<List<ScalarNode>> of(List<ScalarNode> exec, List<ArgumentRule> rules) {
        List<List<ScalarNode>> variants = new ArrayList<>(List.of(exec));
        List<String> optional = rules.stream()
                .filter(ArgumentRule::optional)
                .map(ArgumentRule::name)
                .toList();
        for (String name : optional.subList(0, Math.min(optional.size(), MAX_OPTIONAL))) {
            variants.addAll(variants.stream()
                    .map(variant -> without(variant, Set.of(name)))
                    .toList());
        }
        if (optional.size() > MAX_OPTIONAL) {
            variants.add(without(exec, Set.copyOf(optional)));
        }
        Set<String> lists = rules.stream()
                .filter(rule -> rule.list().isPresent())
                .map(ArgumentRule::name)
                .collect(Collectors.toSet());
        if (!lists.isEmpty()) {
            variants.addAll(
                    variants.stream().map(variant -> doubled(variant, lists)).toList());
        }
        return variants;
    }

    private static List<ScalarNode> without(List<ScalarNode> exec, Set<String> names) {
        return exec.stream().filter(element -> !has(element, names)).toList();
    }

    private static List<ScalarNode> doubled(List<ScalarNode> exec, Set<String> names) {
        List<ScalarNode> longer = new ArrayList<>();
        for (ScalarNode element : exec) {
            longer.add(element);
            if (has(element, names)) {
                longer.add(element);
            }
        }
        return longer;
    }

    private static boolean has(ScalarNode element, Set<String> names) {
        return ArgvTemplate.placesIn(element.getValue()).stream().anyMatch(names::contains);
    }
}
