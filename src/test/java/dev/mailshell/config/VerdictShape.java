package dev.mailshell.config;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.SizeText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A verdict on one line, with all that is in it but what no policy says. */
final class VerdictShape {

    private VerdictShape() {}

    static String of(Verdict verdict) {
        if (verdict instanceof Verdict.Denied denied) {
            return denied.why().code() + " by " + denied.rule();
        }
        if (verdict instanceof Verdict.Answered answered) {
            return answered.rule() + ": " + answered.request() + (answered.seesAll() ? " of all" : " of its own")
                    + braces(of(answered.conditions()));
        }
        Verdict.Allowed allowed = (Verdict.Allowed) verdict;
        List<String> facts = new ArrayList<>(of(allowed.limits()));
        facts.addAll(of(allowed.conditions()));
        return allowed.rule() + ": "
                + allowed.argv().stream().map(VerdictShape::shown).collect(Collectors.joining(" ")) + braces(facts);
    }

    private static String shown(String argument) {
        if (argument.length() > 100) {
            return argument.charAt(0) + "*" + argument.length();
        }
        String line = argument.replace("\n", "\\n");
        return line.isEmpty() || line.contains(" ") ? "'" + line + "'" : line;
    }

    private static String braces(List<String> facts) {
        return facts.isEmpty() ? "" : " {" + String.join(", ", facts) + "}";
    }

    private static List<String> of(Limits limits) {
        List<String> facts = new ArrayList<>();
        add(facts, "timeout", TimeSpan.format(limits.timeout()), "1m");
        add(facts, "output", SizeText.format(limits.maxOutput()), "10MiB");
        Confinement walls = limits.confinement();
        walls.runAs().ifPresent(user -> facts.add("as " + user));
        walls.directory().ifPresent(directory -> facts.add("in " + directory));
        new TreeMap<>(walls.environment()).forEach((name, value) -> facts.add(name + "=" + value));
        walls.sha256().ifPresent(digest -> facts.add("sha256 " + digest.substring(0, 8)));
        facts.addAll(of(walls.resources()));
        walls.sandbox().ifPresent(sandbox -> facts.add(of(sandbox)));
        return facts;
    }

    private static void add(List<String> facts, String name, String value, String builtIn) {
        if (!value.equals(builtIn)) {
            facts.add(name + " " + value);
        }
    }

    private static List<String> of(Resources resources) {
        List<String> facts = new ArrayList<>();
        resources.cpu().ifPresent(cpu -> facts.add("cpu " + TimeSpan.format(cpu)));
        resources.memory().ifPresent(bytes -> facts.add("memory " + SizeText.format(bytes)));
        resources.processes().ifPresent(most -> facts.add("processes " + most));
        resources.fileSize().ifPresent(bytes -> facts.add("file-size " + SizeText.format(bytes)));
        resources.openFiles().ifPresent(most -> facts.add("open-files " + most));
        return facts;
    }

    private static String of(Sandbox sandbox) {
        return sandbox.tool()
                + (sandbox.network() ? " with network" : "")
                + sandbox.writable().stream().map(path -> " +" + path).collect(Collectors.joining());
    }

    private static List<String> of(Conditions conditions) {
        List<String> facts = new ArrayList<>();
        conditions.totp().ifPresent(file -> facts.add("code by " + file));
        conditions.approvals().ifPresent(rule -> facts.add(of(rule)));
        conditions.slots().forEach(slot -> facts.add("at once " + slot.most() + " of " + slot.name()));
        conditions.quotas().forEach(quota -> facts.add(quota.left() + " left of " + quota.name()));
        return facts;
    }

    private static String of(ApprovalRule rule) {
        return "consent of " + rule.count() + " of "
                + rule.approvers().stream().map(IdentityName::value).sorted().toList() + " in "
                + TimeSpan.format(rule.expires());
    }
}
