package dev.mailshell.policy;

import dev.mailshell.model.Limits;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A verdict in plain words, for a command that asks to be explained instead of run. */
public final class VerdictText {

    private VerdictText() {}

    /**
     * The lines that say it, without line ends. Each element of an argv has its own line, in double quotes, with an escape for
     * whatever is not printable ASCII: what looks the same is the same.
     */
    public static List<String> of(Verdict verdict) {
        return verdict instanceof Verdict.Allowed allowed ? of(allowed) : of((Verdict.Denied) verdict);
    }

    private static List<String> of(Verdict.Allowed allowed) {
        List<String> lines = new ArrayList<>();
        lines.add("verdict: allowed");
        lines.add("rule: " + allowed.rule());
        for (int i = 0; i < allowed.argv().size(); i++) {
            lines.add("argv[" + i + "]: " + Quoted.whole(allowed.argv().get(i)));
        }
        Limits limits = allowed.limits();
        lines.add("user: " + limits.confinement().runAs().orElse("the server's own"));
        lines.add("timeout: " + TimeSpan.format(limits.timeout()));
        lines.add("output: at most " + SizeText.format(limits.maxOutput()) + " of each stream, up to "
                + SizeText.format(limits.inlineOutput()) + " in the reply itself");
        return List.copyOf(lines);
    }

    private static List<String> of(Verdict.Denied denied) {
        List<String> lines = new ArrayList<>();
        lines.add("verdict: denied (" + denied.why().code() + ")");
        lines.add("rule: " + denied.rule());
        lines.add("reason: " + denied.why().message());
        if (!denied.why().hint().isEmpty()) {
            lines.add("hint: " + denied.why().hint());
        }
        return List.copyOf(lines);
    }
}
