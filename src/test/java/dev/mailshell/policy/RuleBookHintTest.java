package dev.mailshell.policy;

import static dev.mailshell.policy.Rules.LIMITS;
import static dev.mailshell.policy.Rules.NOW;
import static dev.mailshell.policy.Rules.argv;
import static dev.mailshell.policy.Rules.client;
import static dev.mailshell.policy.Rules.decide;
import static dev.mailshell.policy.Rules.line;
import static dev.mailshell.policy.Rules.never;
import static dev.mailshell.policy.Rules.program;
import static dev.mailshell.policy.Rules.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookHintTest {

    private static final Pattern COMMAND = Pattern.compile("command-[0-9]+");

    @Test
    void saysWhatMayRunWhenItDenies() {
        Verdict.Denied verdict = (Verdict.Denied) decide("carol", run("absent"));

        assertThat(verdict.why().message()).isEqualTo("no role of carol allows this command");
        assertThat(verdict.why().hint()).isEqualTo("allowed are: uptime, log {unit} [{lines}], any line for /bin/bash");
    }

    @Test
    void saysTheSameOfAForeignCommandAndOfNone() {
        assertThat(decide("alice", run("restart", "service", "x"))).isEqualTo(decide("alice", run("absent")));
    }

    @Test
    void echoesNothingOfAHostileCommand() {
        String hostile = "ZZsecret\u001b[31m" + "Z".repeat(3000);
        for (Invocation invocation : List.of(
                run(hostile),
                line(hostile),
                argv(hostile),
                run("log", hostile, "x"),
                run("log", "unit", hostile),
                line("log " + hostile),
                line("uptime " + hostile))) {
            Verdict.Denied verdict = (Verdict.Denied) decide("alice", invocation);

            assertThat(verdict.toString())
                    .doesNotContain("ZZ", "secret", "\u001b")
                    .hasSizeLessThan(2000);
        }
    }

    @Test
    void boundsTheHintOfALargeCatalog() {
        List<CatalogCommand> many = Stream.iterate(0, i -> i + 1)
                .limit(500)
                .<CatalogCommand>map(i -> program("command-" + i, List.of("/bin/true"), LIMITS))
                .toList();
        RuleBook rules = Rules.rules(
                many,
                List.of(Rules.role(
                        "all", many.stream().map(CatalogCommand::name).toList())),
                List.of(client("alice", "all")));
        Verdict.Denied verdict = (Verdict.Denied)
                rules.decide(new IdentityName("alice"), run("absent"), CommandOptions.NONE, never(), NOW);

        String hint = verdict.why().hint();
        String more = hint.substring(hint.lastIndexOf(", and "));
        long listed = COMMAND.matcher(hint).results().count();
        assertThat(hint).hasSizeLessThan(1200);
        assertThat(more).isEqualTo(", and " + (500 - listed) + " more");
    }
}
