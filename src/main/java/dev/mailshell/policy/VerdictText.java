package dev.mailshell.policy;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A verdict in plain words, for a command that asks to be explained instead of run. */
public final class VerdictText {

    private final List<String> lines = new ArrayList<>();

    private VerdictText() {}

    /**
     * The lines that say it, without line ends. Each element of an argv has its own line, in double quotes, with an escape for
     * whatever is not printable ASCII: what looks the same is the same. Of the environment it says the names only.
     */
    public static List<String> of(Verdict verdict) {
        VerdictText text = new VerdictText();
        if (verdict instanceof Verdict.Allowed allowed) {
            text.add(allowed);
        } else if (verdict instanceof Verdict.Answered answered) {
            text.add(answered);
        } else {
            text.add((Verdict.Denied) verdict);
        }
        return List.copyOf(text.lines);
    }

    /** {@code text} as an element of an argv is written there. */
    public static String quoted(String text) {
        return Quoted.whole(text);
    }

    private void add(Verdict.Allowed allowed) {
        lines.add("verdict: allowed");
        lines.add("rule: " + allowed.rule());
        for (int i = 0; i < allowed.argv().size(); i++) {
            lines.add("argv[" + i + "]: " + Quoted.whole(allowed.argv().get(i)));
        }
        Limits limits = allowed.limits();
        addConfinement(limits.confinement());
        lines.add("timeout: " + TimeSpan.format(limits.timeout()));
        lines.add("output: at most " + SizeText.format(limits.maxOutput()) + " of each stream, up to "
                + SizeText.format(limits.inlineOutput()) + " in the reply itself");
        addResources(limits.confinement().resources());
        limits.confinement().sandbox().ifPresent(this::addSandbox);
        addConditions(allowed.conditions());
    }

    private void addConfinement(Confinement confinement) {
        lines.add("user: " + confinement.runAs().orElse("the server's own"));
        confinement.directory().ifPresent(directory -> lines.add("directory: " + Quoted.whole(directory)));
        if (!confinement.environment().isEmpty()) {
            lines.add("environment: "
                    + confinement.environment().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        confinement.sha256().ifPresent(digest -> lines.add("sha256 of the program: " + digest));
    }

    private void addResources(Resources resources) {
        List<String> limits = new ArrayList<>();
        resources.cpu().ifPresent(cpu -> limits.add("cpu " + TimeSpan.format(cpu)));
        resources.memory().ifPresent(bytes -> limits.add("memory " + SizeText.format(bytes)));
        resources.processes().ifPresent(most -> limits.add("processes " + most));
        resources.fileSize().ifPresent(bytes -> limits.add("file-size " + SizeText.format(bytes)));
        resources.openFiles().ifPresent(most -> limits.add("open-files " + most));
        if (!limits.isEmpty()) {
            lines.add("limits: " + String.join(", ", limits));
        }
    }

    private void addSandbox(Sandbox sandbox) {
        lines.add("sandbox: " + sandbox.tool()
                + (sandbox.network() ? ", with the network" : ", without the network")
                + sandbox.writable().stream()
                        .map(path -> ", may write " + Quoted.whole(path))
                        .collect(Collectors.joining()));
    }

    private void add(Verdict.Answered answered) {
        lines.add("verdict: allowed");
        lines.add("rule: " + answered.rule());
        lines.add("runs: nothing; the server answers itself, from commands of "
                + (answered.seesAll() ? "all clients" : "this client"));
        addConditions(answered.conditions());
    }

    private void addConditions(Conditions conditions) {
        conditions.totp().ifPresent(secret -> lines.add("requires: a one-time code"));
        conditions.approvals().ifPresent(rule -> lines.add("requires: " + consent(rule)));
        conditions.slots().forEach(slot -> lines.add("at once: at most " + slot.most() + " by " + slot.name()));
        conditions
                .quotas()
                .forEach(quota -> lines.add(
                        "rate: " + quota.rate() + " by " + quota.name() + ", " + quota.left() + " more after it"));
    }

    private static String consent(ApprovalRule rule) {
        return "the consent of " + rule.count() + " of "
                + rule.approvers().stream().map(IdentityName::value).sorted().collect(Collectors.joining(", "))
                + ", within " + TimeSpan.format(rule.expires());
    }

    private void add(Verdict.Denied denied) {
        lines.add("verdict: denied (" + denied.why().code() + ")");
        lines.add("rule: " + denied.rule());
        lines.add("reason: " + denied.why().message());
        if (!denied.why().hint().isEmpty()) {
            lines.add("hint: " + denied.why().hint());
        }
    }
}
