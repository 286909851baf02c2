package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.SqliteCodeHistories;
import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Offer;
import dev.mailshell.policy.Policy;
import dev.mailshell.policy.ServerSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In the express lane nothing runs, whatever the policy says by then. */
class ExpressLaneTest {

    private static final Verdict ALLOWED = new Verdict.Allowed(
            "roles.all allows commands.shell",
            "shell",
            List.of("/bin/true"),
            new Limits(Duration.ofMinutes(1), 0, 0, Confinement.NONE),
            Conditions.NONE);
    private static final Verdict ANSWERED =
            new Verdict.Answered("roles.all allows ping", new BuiltIn.Ping(), false, Conditions.NONE);

    @Test
    void deniesWhatWouldRun() throws Exception {
        Exchange exchange = decided(ALLOWED, Lane.EXPRESS);

        assertThat(Facts.VERDICT.of(exchange)).isEqualTo("denied");
        assertThat(Facts.ALLOWED.find(exchange)).isEmpty();
        Outcome.Ended ended = (Outcome.Ended) Facts.OUTCOME.of(exchange);
        assertThat(ended.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(ended.why().code()).isEqualTo(Reason.BUSY);
    }

    @Test
    void letsItRunInTheOtherLane() throws Exception {
        Exchange exchange = decided(ALLOWED, Lane.ORDINARY);

        assertThat(Facts.VERDICT.of(exchange)).isEqualTo("allowed");
        assertThat(Facts.ALLOWED.of(exchange)).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @EnumSource
    void answersInEither(Lane lane) throws Exception {
        Exchange exchange = decided(ANSWERED, lane);

        assertThat(Facts.VERDICT.of(exchange)).isEqualTo("answered");
        assertThat(Facts.ANSWERED.of(exchange)).isEqualTo(ANSWERED);
        assertThat(Facts.ALLOWED.find(exchange)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void countsAVoteInEitherAndRunsNothingForIt(Lane lane) throws Exception {
        Exchange exchange = decided("approve 0123456789abcdef", ALLOWED, lane);

        assertThat(Facts.VERDICT.of(exchange)).isEqualTo("vote");
        assertThat(Facts.ALLOWED.find(exchange)).isEmpty();
    }

    @Test
    void refusesAVoteThatComesWithACodeWhichNobodyWouldCheck() {
        CommandOptions code =
                new CommandOptions(Optional.empty(), Optional.empty(), Optional.of("123456"), false, List.of());

        assertThatThrownBy(() -> decided("approve 0123456789abcdef", code, ALLOWED, Lane.EXPRESS))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FEATURE_UNSUPPORTED));
    }

    private static Exchange decided(Verdict verdict, Lane lane) throws Exception {
        return decided("ping", verdict, lane);
    }

    private static Exchange decided(String line, Verdict verdict, Lane lane) throws Exception {
        return decided(line, CommandOptions.NONE, verdict, lane);
    }

    private static Exchange decided(String line, CommandOptions options, Verdict verdict, Lane lane) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Instant now = Clock.systemUTC().instant();
        IdentityName alice = new IdentityName("alice");
        Facts.COMMAND.set(
                exchange,
                new Command(
                        UUID.randomUUID(),
                        alice,
                        Set.of(new IdentityName("web1")),
                        now,
                        now.plusSeconds(60),
                        new Invocation.Line(line),
                        options));
        Facts.LANE.set(exchange, lane);
        new DecideCommand(
                        new Saying(verdict),
                        new MailRoom(1_000_000),
                        new SecondFactor(
                                new Home(Path.of("none")), new SqliteCodeHistories(Path.of("none")), Clock.systemUTC()),
                        new ApprovalCheck(
                                new IdentityName("web1"),
                                new Freshness(Clock.systemUTC(), Duration.ofHours(24)),
                                new SecureRandom()),
                        key -> History.NONE,
                        Clock.systemUTC(),
                        new Refusals(new Counters()),
                        (subject, event) -> {})
                .process(exchange);
        return exchange;
    }

    /** A policy that always says the same. */
    private record Saying(Verdict verdict) implements Policy {

        @Override
        public Verdict decide(
                IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now) {
            return verdict;
        }

        @Override
        public List<Offer> offers(IdentityName client) {
            return List.of();
        }

        @Override
        public ServerSettings settings() {
            return new ServerSettings(Duration.ofDays(1), 1, 0, false);
        }
    }
}
