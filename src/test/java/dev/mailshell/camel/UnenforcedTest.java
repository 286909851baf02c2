package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Conditions.Slot;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnenforcedTest {

    static Stream<Verdict> verdictsThatTakeMore() {
        return Stream.of(
                allowed(Confinement.NONE, new Conditions(Optional.of("totp/alice"), Optional.empty(), List.of())),
                allowed(Confinement.NONE, new Conditions(Optional.empty(), Optional.of(approval()), List.of())),
                allowed(walls(Optional.of("/srv"), Map.of(), Optional.empty()), Conditions.NONE),
                allowed(walls(Optional.empty(), Map.of("A", "1"), Optional.empty()), Conditions.NONE),
                allowed(walls(Optional.empty(), Map.of(), Optional.of("0".repeat(64))), Conditions.NONE),
                answered(new Conditions(Optional.of("totp/alice"), Optional.empty(), List.of())));
    }

    @ParameterizedTest
    @MethodSource("verdictsThatTakeMore")
    void deniesWhatNobodySeesTo(Verdict verdict) {
        assertThat(Unenforced.in(verdict))
                .hasValueSatisfying(denied ->
                        assertThat(((Verdict.Denied) denied).why().code()).isEqualTo(Reason.FEATURE_UNSUPPORTED));
    }

    @Test
    void letsAPlainCommandOfAnotherUserPass() {
        assertThat(Unenforced.in(allowed(Confinement.NONE.as("root"), Conditions.NONE)))
                .isEmpty();
    }

    @Test
    void letsPassWhatTheServerAnswersAndWhatTakesASlot() {
        Conditions slot = new Conditions(Optional.empty(), Optional.empty(), List.of(new Slot("roles.a", 1)));

        assertThat(Unenforced.in(answered(Conditions.NONE))).isEmpty();
        assertThat(Unenforced.in(allowed(Confinement.NONE, slot))).isEmpty();
    }

    private static Verdict answered(Conditions conditions) {
        return new Verdict.Answered("roles.a allows ping", new BuiltIn.Ping(), false, conditions);
    }

    private static ApprovalRule approval() {
        return new ApprovalRule(1, Set.of(new IdentityName("bob")), Duration.ofHours(1));
    }

    private static Confinement walls(Optional<String> directory, Map<String, String> variables, Optional<String> sha) {
        return new Confinement(Optional.empty(), directory, variables, sha, Resources.UNLIMITED, Optional.empty());
    }

    private static Verdict allowed(Confinement confinement, Conditions conditions) {
        return new Verdict.Allowed(
                "roles.a allows commands.b",
                "b",
                List.of("/bin/true"),
                new Limits(Duration.ofSeconds(1), 1, 1, confinement),
                conditions);
    }
}
