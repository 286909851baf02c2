package dev.mailshell.config;

import dev.mailshell.policy.ArgvTemplate;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keeps values out of the scripts of shells: {@code [/bin/sh, -c, "ls {dir}"]} would let a value be a program. */
final class PolicyFileShells {

    private static final Set<String> SHELLS =
            Set.of("sh", "ash", "bash", "dash", "ksh", "mksh", "zsh", "fish", "csh", "tcsh", "rbash");

    private PolicyFileShells() {}

    static void refuseValuesInScripts(List<ScalarNode> exec, String path, PolicyFileFindings findings) {
        boolean shell = false;
        for (int i = 0; i < exec.size(); i++) {
            String element = exec.get(i).getValue();
            shell = shell || SHELLS.contains(element.substring(element.lastIndexOf('/') + 1));
            boolean script = shell && i > 0 && exec.get(i - 1).getValue().matches("-[A-Za-z]*c[A-Za-z]*");
            if (script && !ArgvTemplate.placesIn(element).isEmpty()) {
                findings.error(
                        exec.get(i),
                        path + "[" + i + "] puts a value into the script of a shell",
                        "write \"$1\" in the script, and after it: sh, \"{name}\"");
            }
        }
    }
}
