package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Conditions.Slot;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnenforcedTest {

    static Stream<Verdict> verdictsThatTakeMore() {
        return Stream.of(
                allowed(
                        Confinement.NONE,
                        new Conditions(Optional.empty(), Optional.empty(), List.of(new Slot("roles.a", 1)))),
                new Verdict.Answered("roles.a allows ping", new BuiltIn.Ping(), false, Conditions.NONE));
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

    private static Verdict allowed(Confinement confinement, Conditions conditions) {
        return new Verdict.Allowed(
                "roles.a allows commands.b",
                "b",
                List.of("/bin/true"),
                new Limits(Duration.ofSeconds(1), 1, 1, confinement),
                conditions);
    }
}
