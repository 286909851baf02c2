package dev.mailshell.config;

import dev.mailshell.config.PolicyFileScriptSearch.Script;
import dev.mailshell.policy.ArgumentRule;
import dev.mailshell.policy.ArgvTemplate;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keeps values out of what interpreters run: {@code [/bin/sh, -c, "ls {dir}"]} would let a value be a program. */
final class PolicyFileScripts {

    private static final String HINT = "give the value to a fixed script as an argument of its own, as in"
            + " [/bin/sh, -c, 'ls -- \"$1\"', sh, \"{name}\"]";

    private final List<ScalarNode> written;
    private final List<ScalarNode> exec;
    private final String path;
    private final PolicyFileFindings findings;

    private PolicyFileScripts(
            List<ScalarNode> written, List<ScalarNode> exec, String path, PolicyFileFindings findings) {
        this.written = written;
        this.exec = exec;
        this.path = path;
        this.findings = findings;
    }

    /** Refuses values in scripts, and warns of what may be one, however many values the arguments of {@code rules} have. */
    static void check(List<ScalarNode> exec, List<ArgumentRule> rules, String path, PolicyFileFindings findings) {
        PolicyFileVariants.of(exec, rules)
                .forEach(variant -> new PolicyFileScripts(exec, variant, path, findings).check());
    }

    private void check() {
        boolean first = true;
        for (int i = 0; i < exec.size(); i++) {
            Optional<PolicyFileInterpreter> interpreter = PolicyFileInterpreter.in(text(i));
            if (interpreter.isPresent()) {
                checkArguments(i, interpreter.get(), first);
                first = false;
            }
            // A mere ssh behind another program is more likely a service or a user.
            if (text(i).endsWith("/ssh")) {
                warnOfValuesBehind(i);
            }
        }
    }

    private void checkArguments(int program, PolicyFileInterpreter interpreter, boolean first) {
        List<String> arguments =
                exec.stream().skip(program + 1L).map(ScalarNode::getValue).toList();
        for (Script script : PolicyFileScriptSearch.scripts(interpreter, arguments)) {
            int index = program + 1 + script.index();
            if (hasPlace(index) && (program == 0 || script.byOption())) {
                findings.error(
                        exec.get(index), place(index) + " lets a value choose what " + name(program) + " runs", HINT);
            } else if (hasPlace(index) && first) {
                // What looks like an interpreter here may be a plain argument of another program.
                findings.warning(
                        exec.get(index),
                        place(index) + " may let a value choose what " + name(program) + " runs",
                        HINT);
            }
        }
    }

    private void warnOfValuesBehind(int ssh) {
        for (int i = ssh + 1; i < exec.size(); i++) {
            if (hasPlace(i)) {
                findings.warning(
                        exec.get(i),
                        place(i) + " may be read by a shell on the other machine",
                        "ssh makes one line of its arguments: let the pattern admit letters, digits and - only");
            }
        }
    }

    private boolean hasPlace(int index) {
        return !ArgvTemplate.placesIn(text(index)).isEmpty();
    }

    private String place(int index) {
        return path + "[" + written.indexOf(exec.get(index)) + "]";
    }

    private String name(int index) {
        return PolicyFileValues.shown(text(index));
    }

    private String text(int index) {
        return exec.get(index).getValue();
    }
}
