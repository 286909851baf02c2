package dev.mailshell.config;

import dev.mailshell.model.IdentityName;
import dev.mailshell.policy.ClientEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Looks whether each client that needs one-time codes has a secret of its own for them. */
final class PolicyFileSecretWarnings {

    private final PolicyFileFindings findings;
    private final PolicyFileMachine machine;

    PolicyFileSecretWarnings(PolicyFileFindings findings, PolicyFileMachine machine) {
        this.findings = findings;
        this.machine = machine;
    }

    /** @param needing those who may run what takes a code */
    void about(PolicyFileSection section, List<ClientEntry> clients, Set<IdentityName> needing) {
        Map<String, IdentityName> owners = new HashMap<>();
        for (ClientEntry client : clients) {
            String name = client.client().value();
            if (client.totp().isPresent()) {
                Node node = section.section(name)
                        .flatMap(entry -> entry.value("totp"))
                        .orElseThrow();
                aboutFile(node, section.pathOf(name) + ".totp", client.totp().get());
                aboutOwner(
                        node,
                        section.pathOf(name) + ".totp",
                        owners.putIfAbsent(client.totp().get(), client.client()));
            } else if (needing.contains(client.client())) {
                findings.warning(
                        section.keys().get(name),
                        section.pathOf(name) + " has no totp, but a one-time code is required for what it may run",
                        "enrol the client, and write totp: totp/" + name);
            }
        }
    }

    private void aboutFile(Node node, String path, String file) {
        if (!machine.hasInHome(file)) {
            findings.warning(
                    node,
                    path + " names a file that is not there (was " + file + ")",
                    "enrol the client; until then none of its codes is right");
        }
    }

    /** What was used is remembered for each client, not for each secret. */
    private void aboutOwner(Node node, String path, IdentityName other) {
        if (other != null) {
            findings.warning(
                    node,
                    path + " is the secret of " + other
                            + " too: a code that one has used is right once more for the other",
                    "enrol each client for itself");
        }
    }
}
