package dev.mailshell.config;

import dev.mailshell.model.Sandbox;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks for what a policy asks of this machine that it does not have: users, tools, directories. */
final class PolicyFileProfileWarnings {

    private static final Map<String, String> PROGRAMS = Map.of(
            Sandbox.Tool.BUBBLEWRAP.toString(), "bwrap",
            Sandbox.Tool.SYSTEMD_RUN.toString(), "systemd-run");

    private static final Pattern OPENS_A_SANDBOX = Pattern.compile("/+(?:(?:proc|dev|sys)(?:/.*)?)?");

    private final PolicyFileFindings findings;
    private final PolicyFileMachine machine;

    PolicyFileProfileWarnings(PolicyFileFindings findings, PolicyFileMachine machine) {
        this.findings = findings;
        this.machine = machine;
    }

    /** @param section a command, a role or the defaults */
    void about(PolicyFileSection section) {
        section.value("run-as").ifPresent(node -> aboutUser(section, node));
        section.value("sandbox").ifPresent(node -> aboutSandbox(section, node));
        section.value("directory").ifPresent(node -> aboutDirectory(section.pathOf("directory"), node));
    }

    private void aboutUser(PolicyFileSection section, Node node) {
        String user = ((ScalarNode) node).getValue();
        if (!machine.hasUser(user)) {
            findings.warning(
                    node,
                    section.pathOf("run-as") + " names a user that does not exist on this machine (was " + user + ")",
                    "useradd --system " + user);
        }
    }

    private void aboutSandbox(PolicyFileSection section, Node node) {
        if (node instanceof MappingNode) {
            PolicyFileSection sandbox = section.section("sandbox").orElseThrow();
            aboutTool(section, sandbox.value("tool").orElseThrow());
            sandbox.value("writable").ifPresent(writable -> aboutWritable(sandbox, (SequenceNode) writable));
        } else {
            aboutTool(section, node);
        }
    }

    private void aboutWritable(PolicyFileSection sandbox, SequenceNode writable) {
        String what = "an element of " + sandbox.pathOf("writable");
        for (Node element : writable.getValue()) {
            String directory = ((ScalarNode) element).getValue();
            if (OPENS_A_SANDBOX.matcher(directory).matches()) {
                findings.warning(
                        element,
                        what + " opens the sandbox (was " + PolicyFileValues.shown(directory) + ")",
                        "name less; what has this sandbox does not run");
            } else {
                aboutDirectory(what, element);
            }
        }
    }

    private void aboutTool(PolicyFileSection section, Node tool) {
        String name = ((ScalarNode) tool).getValue();
        if (!machine.hasProgram(PROGRAMS.get(name))) {
            findings.warning(
                    tool,
                    section.pathOf("sandbox") + " takes " + PROGRAMS.get(name) + ", which is not on this machine",
                    "install " + (name.equals("bubblewrap") ? name : "systemd")
                            + "; until then what needs it does not run");
        }
    }

    private void aboutDirectory(String what, Node node) {
        String directory = ((ScalarNode) node).getValue();
        if (!machine.hasDirectory(directory)) {
            findings.warning(
                    node,
                    what + " is no directory on this machine (was " + PolicyFileValues.shown(directory) + ")",
                    "make it");
        }
    }
}
