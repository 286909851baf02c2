package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever a value is, it changes neither the number of arguments nor another argument, and reaches no shell. */
class ArgvPropertyTest {

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final ValueType ANYTHING = new ValuePattern("(?s).*");
    private static final String SHELL = "/bin/bash";

    /** alice has no shell though the policy has one; bob has it too. */
    private final RuleBook rules = Rules.rules(
            List.of(
                    Rules.program(
                            "run",
                            List.of("/bin/program", "{a}", "--b={b}", "-", "{b}{a}", "{{a}}", "{o}", "x{o}y"),
                            Rules.LIMITS,
                            Rules.argument("a", ANYTHING),
                            Rules.argument("b", ANYTHING),
                            optional("o")),
                    Rules.program("many", List.of("/bin/many", "{l}", "--", "{l}"), Rules.LIMITS, list("l")),
                    new CatalogCommand.Shell(Rules.entry("bash", Rules.LIMITS), SHELL)),
            List.of(Rules.role("all", List.of("run", "many")), Rules.role("shell", List.of("bash"))),
            List.of(Rules.client("alice", "all"), Rules.client("bob", "shell")));

    private static ArgumentRule optional(String name) {
        return new ArgumentRule(name, Optional.empty(), ANYTHING, Optional.empty(), Optional.empty(), true);
    }

    private static ArgumentRule list(String name) {
        return new ArgumentRule(
                name,
                Optional.empty(),
                ANYTHING,
                Optional.of(new ArgumentRule.ListSize(1, 8)),
                Optional.empty(),
                false);
    }

    /** Any text at all, unpaired surrogates and NUL among it, and what shells and options are made of. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(HostileTexts.PIECES), Arbitraries.of("{l}", ",", "<(", "\0", "\ud800", "\udc00"));
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().all().ofMaxLength(20),
                pieces.list().ofMaxSize(8).map(list -> String.join("", list)));
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void keepsEachValueInItsElement(
            @ForAll("values") String a, @ForAll("values") String b, @ForAll("values") String o) {
        Verdict verdict = decide(new Invocation.Run("run", Map.of("a", a, "b", b, "o", o)));

        if (isText(a) && isText(b) && isText(o)) {
            assertThat(((Verdict.Allowed) verdict).argv())
                    .containsExactly("/bin/program", a, "--b=" + b, "-", b + a, "{a}", o, "x" + o + "y");
        } else {
            assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        }
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void leavesOutWhatHasNoValueAndNothingElse(@ForAll("values") String a, @ForAll("values") String b) {
        Verdict verdict = decide(new Invocation.Run("run", Map.of("a", a, "b", b)));

        if (isText(a) && isText(b)) {
            assertThat(((Verdict.Allowed) verdict).argv())
                    .containsExactly("/bin/program", a, "--b=" + b, "-", b + a, "{a}");
        } else {
            assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        }
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void makesAsManyElementsOfAListAsItHasValues(@ForAll("lists") List<String> values) {
        Verdict verdict = decide(new Invocation.Run("many", Map.of("l", String.join(",", values))));

        if (values.stream().allMatch(ArgvPropertyTest::isText)) {
            List<String> expected = new ArrayList<>(List.of("/bin/many"));
            expected.addAll(values);
            expected.add("--");
            expected.addAll(values);
            assertThat(((Verdict.Allowed) verdict).argv()).isEqualTo(expected);
        } else {
            assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        }
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return values().map(value -> value.replace(",", "")).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void neverStartsAShellThatTheClientDoesNotHave(@ForAll("values") String value, @ForAll("values") String other) {
        Map<String, String> args = new HashMap<>(Map.of("a", value, "b", other));
        List<Invocation> invocations = new ArrayList<>(List.of(
                new Invocation.Run("run", args),
                new Invocation.Run("bash", args),
                new Invocation.Run("many", Map.of("l", value))));
        if (!value.isBlank() && value.indexOf('\0') < 0) {
            invocations.add(new Invocation.Line(value));
            invocations.add(new Invocation.Line("run " + value));
            invocations.add(new Invocation.Line("many " + value));
            invocations.add(new Invocation.Argv(List.of(value)));
        }

        for (Invocation invocation : invocations) {
            if (decide(invocation) instanceof Verdict.Allowed allowed) {
                assertThat(allowed.argv().get(0)).isIn("/bin/program", "/bin/many");
                assertThat(allowed.limits()).isEqualTo(Rules.LIMITS);
            }
        }
    }

    private Verdict decide(Invocation invocation) {
        return rules.decide(ALICE, invocation, CommandOptions.NONE, History.NONE, Instant.EPOCH);
    }

    private static boolean isText(String value) {
        return value.indexOf('\0') < 0
                && value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
