package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.IdentityName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a client is told that it may run. */
class OffersTest {

    private final List<CatalogCommand> many = IntStream.range(0, Policy.MAX_OFFERS + 10)
            .<CatalogCommand>mapToObj(i -> Rules.program("command-" + i, List.of("/bin/true"), Rules.LIMITS))
            .toList();
    private final RuleBook rules = Rules.rules(
            many,
            List.of(
                    Rules.role("few", List.of("command-1", "help", "status", "command-0")),
                    Rules.role("all", many.stream().map(CatalogCommand::name).toList())),
            List.of(Rules.client("alice", "few"), Rules.client("bob", "few", "all"), Rules.client("carol")));

    @Test
    void namesEachCommandOfAClientOnceInTheOrderOfItsRoles() {
        assertThat(rules.offers(new IdentityName("alice")))
                .extracting(Offer::usage)
                .containsExactly("command-1", "help", "status {id}", "command-0");
        assertThat(rules.offers(new IdentityName("bob")))
                .extracting(Offer::usage)
                .doesNotHaveDuplicates()
                .startsWith("command-1", "help", "status {id}", "command-0", "command-2");
    }

    @Test
    void saysWhatEachIsForAndHowLongItMayRun() {
        List<Offer> offers = rules.offers(new IdentityName("alice"));

        assertThat(offers.get(0).limits()).isEqualTo("timeout 1m");
        assertThat(offers.get(1).title()).hasValue("What you may run here");
        assertThat(offers.get(1).limits()).isEmpty();
    }

    @Test
    void sayWhatHasToBeSoBefore() {
        Terms code = new Terms(Schedule.ALWAYS, Optional.empty(), OptionalInt.empty(), true);
        Terms sunday = new Terms(
                new Schedule(Optional.empty(), Set.of(DayOfWeek.SUNDAY)), Optional.empty(), OptionalInt.empty(), false);
        Optional<Consent> consent = Optional.of(new Consent(1, List.of("bob"), Duration.ofHours(1)));
        RuleBook guarded = Rules.rules(
                List.of(
                        program("guarded", code, Optional.empty()),
                        program("weekly", sunday, Optional.empty()),
                        program("plain", Terms.NONE, Optional.empty()),
                        program("approved", Terms.NONE, consent)),
                List.of(
                        Rules.role("open", List.of("guarded", "weekly", "plain", "approved")),
                        new Role("closed", List.of(), List.of("plain"), RunProfile.NONE, code, false)),
                List.of(Rules.client("alice", "open", "closed"), Rules.client("bob", "closed")));

        assertThat(guarded.offers(new IdentityName("alice")))
                .extracting(Offer::limits)
                .containsExactly(
                        "timeout 1m, takes a one-time code",
                        "timeout 1m, only sun, time zone Z",
                        "timeout 1m",
                        "timeout 1m, waits for approval");
        assertThat(guarded.offers(new IdentityName("bob")))
                .extracting(Offer::limits)
                .containsExactly("timeout 1m, takes a one-time code");
    }

    private static CatalogCommand program(String name, Terms terms, Optional<Consent> consent) {
        Entry entry = new Entry(name, Optional.empty(), RunProfile.NONE, terms, Optional.empty(), consent);
        return new CatalogCommand.Program(entry, new ArgvTemplate(List.of("/bin/true")), List.of(), false, false);
    }

    @Test
    void areBounded() {
        assertThat(rules.offers(new IdentityName("bob"))).hasSize(Policy.MAX_OFFERS);
    }

    @Test
    void areNoneForWhoHasNothing() {
        assertThat(rules.offers(new IdentityName("carol"))).isEmpty();
        assertThat(rules.offers(new IdentityName("mallory"))).isEmpty();
    }
}
