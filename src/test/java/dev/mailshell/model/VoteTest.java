package dev.mailshell.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoteTest {

    private static final String DIGEST = "0123456789abcdef";

    @Test
    void isALineOrAnArgv() {
        assertThat(Vote.of(new Invocation.Line("approve " + DIGEST))).contains(new Vote(true, DIGEST));
        assertThat(Vote.of(new Invocation.Line(" Deny. sha256:" + DIGEST.toUpperCase(Locale.ROOT))))
                .contains(new Vote(false, DIGEST));
        assertThat(Vote.of(new Invocation.Argv(List.of("deny", DIGEST)))).contains(new Vote(false, DIGEST));
        assertThat(Vote.of(new Invocation.Line(new Vote(false, DIGEST).line()))).contains(new Vote(false, DIGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "echo approve", "Approve-it", "uptime"})
    void isNoOtherLine(String line) {
        assertThat(Vote.of(new Invocation.Line(line))).isEmpty();
    }

    @Test
    void isNoCommandOfACatalog() {
        assertThat(Vote.of(new Invocation.Run("approve", Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve",
                "deny everything",
                "approve 0123456789abcde",
                "approve 0123456789abcdef 0123456789abcdef",
                "approve 0123456789abcdef\nuptime"
            })
    void refusesAVoteThatIsNone(String line) {
        assertThatThrownBy(() -> Vote.of(new Invocation.Line(line)))
                .isInstanceOf(InvalidMessage.class)
                .extracting(refusal -> ((InvalidMessage) refusal).reason())
                .isEqualTo(Reason.VOTE_UNCLEAR);
    }
}
