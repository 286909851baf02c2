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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedVoteTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);
    private static final IdentityName WEB1 = new IdentityName("web1");
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
        String line = "request: sha256:" + DIGEST;
        int digits = line.indexOf(DIGEST);
        for (int at = digits; at < line.length(); at++) {
            requireVote(
                    "approve\n\n> > " + line.substring(0, at) + "\n> > " + line.substring(at) + "\n> > server: web1",
                    true);
        }
        requireVote("approve\n\n> request:\n> sha256:" + DIGEST + "\n>\n> server: web1", true);
    }

    @Test
    void findsTheDigestBetweenOtherText() throws UnreadableText {
        requireVote(
                "approve\n| request: SHA256:" + DIGEST.toUpperCase(Locale.ROOT) + " deadbeef\n| Server: web1", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deny web1 sha256:0123456789abcdef.",
                "DENY. WEB1 0123456789ABCDEF",
                "deny\tweb1  0123456789abcdef"
            })
    void takesTheServerAndTheBeginningOfADigestInTheFirstLine(String text) throws UnreadableText {
        assertThat(read(text)).contains(new TypedVote(new Vote(false, DIGEST.substring(0, 16)), WEB1));
    }

    @Test
    void countsWhatTheFirstLineSaysBeforeWhatIsQuoted() throws UnreadableText {
        assertThat(read("approve " + OTHER + QUOTED)).contains(new TypedVote(new Vote(true, OTHER), WEB1));
        assertThat(read("approve db1 " + OTHER + QUOTED))
                .contains(new TypedVote(new Vote(true, OTHER), new IdentityName("db1")));
    }

    @Test
    void namesTheServerThatTheQuotedTextIsFrom() throws UnreadableText {
        assertThat(read("approve" + QUOTED).orElseThrow().server()).isEqualTo(WEB1);
        assertThat(read("approve " + DIGEST + QUOTED.replace("web1\n> argv", "db1\n> argv"))
                        .orElseThrow()
                        .server())
                .isEqualTo(new IdentityName("db1"));
    }

    @Test
    void refusesAVoteThatDoesNotSayOnWhichServer() {
        requireUnclear("approve " + DIGEST);
        requireUnclear("approve " + DIGEST + "\nserver: NOT_A_NAME");
        requireUnclear("approve -web- " + DIGEST);
        requireUnclear("approve\n> request: sha256:" + DIGEST);
        requireUnclear("approve" + QUOTED + "\n> server: db1\n");
    }

    @Test
    void takesNoDigestThatAnArgumentHoldsAcrossItsLines() throws UnreadableText {
        String broken = "> argv[2]: \"x sha256\n> :" + OTHER + " sha2\n> 56:" + OTHER + "\"\n";

        requireVote("approve" + QUOTED + broken, true);
        requireUnclear("approve\n> server: web1\n" + broken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve",
                "approve 0123456789abcde",
                "approve web1 0123456789abcde",
                "approve web1",
                "approve web1 db1 0123456789abcdef",
                "approve it, please",
                "deny because of the time",
                "approve\n> request: sha256:0123456789abcdef\n> server: web1",
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
