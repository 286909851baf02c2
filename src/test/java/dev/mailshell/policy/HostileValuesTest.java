package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a value is, it stays within the element that the policy gave it. */
class HostileValuesTest {

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final RuleBook rules = Rules.rules(
            List.of(Rules.program(
                    "run",
                    List.of("/bin/program", "{a}", "--b={b}", "-", "{b}{a}", "{{a}}"),
                    Rules.LIMITS,
                    anything("a"),
                    anything("b"))),
            List.of(Rules.role("all", List.of("run"))),
            List.of(Rules.client("alice", "all")));

    @Test
    void noValueByNameChangesTheNumberOfElementsOrAnotherElement() {
        Random random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            String a = hostile(random);
            String b = hostile(random);

            assertThat(decide(new Invocation.Run("run", Map.of("a", a, "b", b))))
                    .containsExactly("/bin/program", a, "--b=" + b, "-", b + a, "{a}");
        }
    }

    @Test
    void noSingleCharacterIsMoreThanItself() {
        for (int c = 1; c <= Character.MAX_VALUE; c++) {
            String character = Character.toString(c);
            if (!Character.isSurrogate((char) c)) {
                assertThat(decide(new Invocation.Run("run", Map.of("a", character, "b", "-" + character))))
                        .containsExactly(
                                "/bin/program",
                                character,
                                "--b=-" + character,
                                "-",
                                "-" + character + character,
                                "{a}");
            }
        }
    }

    @Test
    void noLineMakesMoreElementsThanItsCommandHas() {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            String line = "run " + hostile(random) + " " + hostile(random);
            Verdict verdict = rules.decide(ALICE, new Invocation.Line(line), CommandOptions.NONE, History.NONE, NOW);

            String text = line.replaceAll("[\r\n]+\\z", "").replaceAll("[ \t]+\\z", "");
            String[] words = text.split("[ \t]+", -1);
            if (text.contains("\n") || text.contains("\r") || words.length != 3) {
                assertThat(verdict).isInstanceOf(Verdict.Denied.class);
            } else {
                assertThat(((Verdict.Allowed) verdict).argv())
                        .containsExactly("/bin/program", words[1], "--b=" + words[2], "-", words[2] + words[1], "{a}");
            }
        }
    }

    private List<String> decide(Invocation invocation) {
        Verdict verdict = rules.decide(ALICE, invocation, CommandOptions.NONE, History.NONE, NOW);
        return ((Verdict.Allowed) verdict).argv();
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(HostileTexts.PIECES.get(random.nextInt(HostileTexts.PIECES.size())));
        }
        return text.toString();
    }

    private static ArgumentRule anything(String name) {
        return Rules.argument(name, new ValuePattern("(?s).*"));
    }
}
