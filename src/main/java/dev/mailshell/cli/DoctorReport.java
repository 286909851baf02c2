package dev.mailshell.cli;

import dev.mailshell.doctor.Finding;
import dev.mailshell.doctor.Finding.State;
import dev.mailshell.model.Printable;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows what the doctor finds as it comes: a line each in columns that never move, or an object each. */
final class DoctorReport {

    private static final String HINT = " ".repeat(30) + "hint: ";
    /** Of a fact or a hint, in UTF-16 units: a mail server may say more than anybody reads. */
    private static final int LONGEST = 1000;

    private static final Map<State, Colour> COLOURS = Map.of(
            State.OK, Colour.GREEN,
            State.WARN, Colour.YELLOW,
            State.FAIL, Colour.RED,
            State.SKIPPED, Colour.FAINT);

    private final PrintStream out;
    private final boolean json;
    private final boolean colours;
    private final Map<State, Integer> counts = new EnumMap<>(State.class);

    private DoctorReport(PrintStream out, boolean json, boolean colours) {
        this.out = out;
        this.json = json;
        this.colours = colours;
    }

    /** With colours if a person looks at it who has nothing against them. */
    static DoctorReport of(CliContext context, boolean json) {
        boolean colours = !json
                && Screen.mayColour(context.environment())
                && context.terminal().get().isPresent();
        return new DoctorReport(context.out(), json, colours);
    }

    void add(String group, Finding finding) {
        counts.merge(finding.state(), 1, Integer::sum);
        if (json) {
            Json.printLine(out, fields(group, finding));
            return;
        }
        String line = String.format(
                Locale.ROOT, "%-8s%-11s%-11s%s", finding.state(), group, finding.check(), line(finding.fact()));
        out.println(coloured(finding.state(), line));
        if (!finding.hint().isEmpty()) {
            out.println(HINT + line(finding.hint()));
        }
    }

    private String coloured(State state, String line) {
        String word = state.toString();
        return colours ? COLOURS.get(state).of(word) + line.substring(word.length()) : line;
    }

    private static String line(String text) {
        return Printable.line(Excerpt.of(text, LONGEST));
    }

    private static Map<String, Object> fields(String group, Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("group", group);
        fields.put("check", finding.check());
        fields.put("state", finding.state().toString());
        fields.put("fact", line(finding.fact()));
        fields.put("hint", line(finding.hint()));
        return fields;
    }

    /** Sums up, for people. */
    void end() {
        if (!json) {
            out.println(String.format(
                    Locale.ROOT,
                    "%n%d ok, %d to look at, %d failed, %d skipped",
                    count(State.OK),
                    count(State.WARN),
                    count(State.FAIL),
                    count(State.SKIPPED)));
        }
    }

    private int count(State state) {
        return counts.getOrDefault(state, 0);
    }
}
