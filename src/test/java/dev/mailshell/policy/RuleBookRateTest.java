package dev.mailshell.policy;

import static dev.mailshell.policy.Rules.LIMITS;
import static dev.mailshell.policy.Rules.NOW;
import static dev.mailshell.policy.Rules.UPTIME;
import static dev.mailshell.policy.Rules.accepted;
import static dev.mailshell.policy.Rules.client;
import static dev.mailshell.policy.Rules.decide;
import static dev.mailshell.policy.Rules.line;
import static dev.mailshell.policy.Rules.program;
import static dev.mailshell.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookRateTest {

    @Test
    void allowsUpToTheRateAndDeniesTheNext() {
        History third = accepted(since -> since.equals(NOW.minusSeconds(60)) ? 3 : 0);
        History fourth = accepted(since -> since.equals(NOW.minusSeconds(60)) ? 4 : 0);

        assertThat(decide("bob", line("restart nginx"), CommandOptions.NONE, third))
                .isInstanceOf(Verdict.Allowed.class);
        Verdict.Denied verdict = (Verdict.Denied) decide("bob", line("restart nginx"), CommandOptions.NONE, fourth);
        assertThat(verdict.rule()).isEqualTo("roles.operator.rate");
        assertThat(verdict.why().code()).isEqualTo(Reason.RATE_EXCEEDED);
        assertThat(verdict.why().message()).isEqualTo("too many commands (was 4 in the last 1m, expected at most 3)");
    }

    @Test
    void takesTheMostGenerousRateAmongTheRolesThatAllowIt() {
        RuleBook rules = rated(new Rate(1, Duration.ofMinutes(1)), new Rate(10, Duration.ofMinutes(1)));

        Verdict.Allowed allowed = (Verdict.Allowed) decideUptime(rules, 10);
        assertThat(allowed.rule()).isEqualTo("roles.second allows commands.uptime");
        Verdict.Denied denied = (Verdict.Denied) decideUptime(rules, 11);
        assertThat(denied.rule()).isEqualTo("roles.second.rate");
    }

    @Test
    void saysTheMostGenerousOfTheRatesThatWerePassed() {
        Rate fast = new Rate(10, Duration.ofMinutes(1));
        Rate slow = new Rate(100, Duration.ofDays(1));

        assertThat(((Verdict.Denied) decideUptime(rated(fast, slow), 200)).rule())
                .isEqualTo("roles.first.rate");
        assertThat(((Verdict.Denied) decideUptime(rated(slow, fast), 200)).rule())
                .isEqualTo("roles.second.rate");
        assertThat(((Verdict.Denied) decideUptime(rated(fast, fast), 200)).rule())
                .isEqualTo("roles.first.rate");
    }

    @Test
    void doesNotCountARateOfARoleThatAllowsSomethingElse() {
        assertThat(decide("bob", line("log ssh"), CommandOptions.NONE, accepted(since -> 1000)))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void doesNotFallBackToTheShellWhenACatalogCommandIsOverItsRate() {
        Verdict.Denied verdict =
                (Verdict.Denied) decide("frank", line("restart nginx"), CommandOptions.NONE, accepted(since -> 1000));

        assertThat(verdict.why().code()).isEqualTo(Reason.RATE_EXCEEDED);
    }

    private static RuleBook rated(Rate first, Rate second) {
        return rules(
                List.of(program("uptime", List.of(UPTIME), LIMITS)),
                List.of(
                        Rules.rated("first", List.of("uptime"), first),
                        Rules.rated("second", List.of("uptime"), second)),
                List.of(client("alice", "first", "second")));
    }

    private static Verdict decideUptime(RuleBook rules, int accepted) {
        return rules.decide(
                new IdentityName("alice"), line("uptime"), CommandOptions.NONE, accepted(since -> accepted), NOW);
    }
}
