package dev.mailshell.cli;

import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import dev.mailshell.model.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** A verdict as JSON; what is not said is left out. */
final class VerdictJson {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private VerdictJson() {}

    static Map<String, Object> of(Verdict verdict) {
        VerdictJson json = new VerdictJson();
        if (verdict instanceof Verdict.Allowed allowed) {
            json.add(allowed);
        } else if (verdict instanceof Verdict.Answered answered) {
            json.add(answered);
        } else {
            json.add((Verdict.Denied) verdict);
        }
        return json.fields;
    }

    private void add(Verdict.Allowed allowed) {
        fields.put("verdict", "allowed");
        fields.put("rule", allowed.rule());
        fields.put("command", allowed.command());
        fields.put("argv", allowed.argv());
        Limits limits = allowed.limits();
        Confinement confinement = limits.confinement();
        confinement.runAs().ifPresent(user -> fields.put("user", user));
        confinement.directory().ifPresent(directory -> fields.put("directory", directory));
        fields.put(
                "environment",
                confinement.environment().keySet().stream().sorted().toList());
        confinement.sha256().ifPresent(digest -> fields.put("sha256", digest));
        fields.put("timeoutMillis", limits.timeout().toMillis());
        fields.put("maxOutput", limits.maxOutput());
        fields.put("inlineOutput", limits.inlineOutput());
        fields.put("limits", of(confinement.resources()));
        confinement.sandbox().ifPresent(sandbox -> fields.put("sandbox", of(sandbox)));
        fields.put("requires", of(allowed.conditions()));
    }

    private void add(Verdict.Answered answered) {
        fields.put("verdict", "allowed");
        fields.put("rule", answered.rule());
        fields.put("answered", true);
        fields.put("seesAll", answered.seesAll());
        fields.put("requires", of(answered.conditions()));
    }

    private void add(Verdict.Denied denied) {
        fields.put("verdict", "denied");
        fields.put("rule", denied.rule());
        fields.put("reason", denied.why().code().name());
        fields.put("message", denied.why().message());
        fields.put("hint", denied.why().hint());
    }

    private static Map<String, Object> of(Resources resources) {
        Map<String, Object> limits = new LinkedHashMap<>();
        resources.cpu().ifPresent(cpu -> limits.put("cpuSeconds", cpu.toSeconds()));
        resources.memory().ifPresent(bytes -> limits.put("memory", bytes));
        resources.processes().ifPresent(most -> limits.put("processes", most));
        resources.fileSize().ifPresent(bytes -> limits.put("fileSize", bytes));
        resources.openFiles().ifPresent(most -> limits.put("openFiles", most));
        return limits;
    }

    private static Map<String, Object> of(Sandbox sandbox) {
        Map<String, Object> walls = new LinkedHashMap<>();
        walls.put("tool", sandbox.tool().toString());
        walls.put("network", sandbox.network());
        walls.put("writable", sandbox.writable());
        return walls;
    }

    private static Map<String, Object> of(Conditions conditions) {
        Map<String, Object> required = new LinkedHashMap<>();
        required.put("totp", conditions.totp().isPresent());
        conditions
                .approvals()
                .ifPresent(rule -> required.put(
                        "approvals",
                        Map.of(
                                "count", rule.count(),
                                "from",
                                        rule.approvers().stream()
                                                .map(IdentityName::value)
                                                .sorted()
                                                .toList(),
                                "expiresSeconds", rule.expires().toSeconds())));
        required.put(
                "concurrency",
                conditions.slots().stream()
                        .map(slot -> Map.of("by", slot.name(), "most", slot.most()))
                        .toList());
        required.put(
                "rates",
                conditions.quotas().stream()
                        .map(quota -> Map.of("by", quota.name(), "rate", quota.rate(), "left", quota.left()))
                        .toList());
        return required;
    }
}
