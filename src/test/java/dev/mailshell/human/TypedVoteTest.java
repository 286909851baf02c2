package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Vote;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedVoteTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);
    private static final String QUOTED =
            "\n\nOn Friday, web1 wrote:\n> request: sha256:" + DIGEST + "\n>\n> server: web1\n> argv[0]: \"x\"\n";

    private static Optional<TypedVote> read(String text) throws UnreadableText {
        return TypedVote.read(new PlainText(text, false));
    }

    private static void requireVote(String text, boolean approves) throws UnreadableText {
        assertThat(read(text)).get().extracting(TypedVote::vote).isEqualTo(new Vote(approves, DIGEST));
    }

    private static void requireUnclear(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableText.class)
                .extracting(refusal -> ((UnreadableText) refusal).reason())
                .isEqualTo(Reason.VOTE_UNCLEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"approve", "Approve.", "APPROVE", "\n \n  approve  ", "approve\nThank you.", "approve\u00a0"})
    void readsAYes(String above) throws UnreadableText {
        requireVote(above + QUOTED, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny", "Deny.", "DENY"})
    void readsANo(String above) throws UnreadableText {
        requireVote(above + QUOTED, false);
    }

    @Test
    void findsTheDigestWhereverTheLineWasBroken() throws UnreadableText {
        for (int at = 1; at < 60; at++) {
            String line = "request: sha256:" + DIGEST;
            requireVote(
                    "approve\n\n> > " + line.substring(0, at) + "\n> > " + line.substring(at) + "\n> > expires: x",
                    true);
        }
    }

    @Test
    void findsTheDigestBetweenOtherText() throws UnreadableText {
        requireVote("approve\n| request: SHA256:" + DIGEST.toUpperCase(Locale.ROOT) + " deadbeef", true);
    }

    @Test
    void takesTheBeginningOfADigestInTheFirstLine() throws UnreadableText {
        assertThat(read("Deny sha256:" + DIGEST.substring(0, 16) + "."))
                .contains(new TypedVote(new Vote(false, DIGEST.substring(0, 16)), Set.of()));
    }

    @Test
    void countsTheDigestOfTheFirstLineBeforeQuotedOnes() throws UnreadableText {
        assertThat(read("approve " + OTHER + QUOTED))
                .get()
                .extracting(vote -> vote.vote().digest())
                .isEqualTo(OTHER);
    }

    @Test
    void namesTheServerThatTheQuotedTextIsFrom() throws UnreadableText {
        assertThat(read("approve" + QUOTED).orElseThrow().servers()).containsExactly(new IdentityName("web1"));
        assertThat(read("approve " + DIGEST + QUOTED.replace("web1\n> argv", "db1\n> argv"))
                        .orElseThrow()
                        .servers())
                .containsExactly(new IdentityName("db1"));
        assertThat(read("approve " + DIGEST + "\nserver: NOT A NAME")
                        .orElseThrow()
                        .servers())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve",
                "approve 0123456789abcde",
                "approve it, please",
                "deny because of the time",
                "approve\n> request: sha256:0123456789abcdef",
                "approve or deny"
            })
    void refusesAVoteThatDoesNotSayOnWhat(String text) {
        requireUnclear(text);
    }

    @Test
    void refusesAVoteOnTwoRequests() {
        requireUnclear("approve" + QUOTED + "> argv[1]: \"request: sha256:" + OTHER + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@web1\n\napprove", "approved", "denyhosts", "> approve", "Hello\napprove"})
    void takesNoOtherTextForAVote(String text) throws UnreadableText {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void readsALongTextInTimeThatGrowsWithItAndNoFaster() {
        String spaces = " ".repeat(PlainText.MAX_BYTES / 2);

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> requireUnclear("approve" + spaces + "\n" + spaces + "x"));
    }
}
