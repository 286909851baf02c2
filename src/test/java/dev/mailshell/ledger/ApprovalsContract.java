package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Vote;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every ledger does with commands that wait for approvals. */
abstract class ApprovalsContract extends OpenLedger {

    private static final IdentityName CAROL = new IdentityName("carol");
    private static final IdentityName DAVE = new IdentityName("dave");
    private static final Set<IdentityName> THREE = Set.of(BOB, CAROL, DAVE);
    private static final Instant EXPIRES = NOON.plus(Duration.ofMinutes(30));
    private static final Instant VALID_UNTIL = NOON.plus(Duration.ofHours(1));
    private static final StoredMail MAIL = new StoredMail(7, false);
    private static final ApprovalBounds BOUNDS = new ApprovalBounds(2, 3);

    private int digests;

    private Approvals approvals() {
        return ledger.approvals();
    }

    private Approval approval(CommandKey key, int needed) {
        return new Approval(
                key, MAIL, String.format(Locale.ROOT, "%064x", ++digests), "nonce", needed, EXPIRES, VALID_UNTIL);
    }

    private Asked ask(Approval approval) throws IOException {
        Map<IdentityName, SealedMail> requests = new HashMap<>();
        for (IdentityName approver : THREE) {
            requests.put(approver, mail("request to " + approver));
        }
        return approvals().ask(approval, THREE, requests, BOUNDS);
    }

    private Approval waiting(int needed) throws IOException {
        Approval approval = approval(accepted(), needed);
        assertThat(ask(approval)).isInstanceOf(Asked.Waits.class);
        return approval;
    }

    private Counted vote(IdentityName voter, boolean approves, Approval approval) {
        return vote(voter, new Vote(approves, approval.digest()), NOON);
    }

    private Counted vote(IdentityName voter, Vote vote, Instant now) {
        CommandKey key = key(voter);
        assertThat(ledger.accept(key, NOON, FORGET)).isTrue();
        return approvals().vote(key, vote, now);
    }

    private ApprovalState stateOf(Approval approval) {
        return approvals().find(approval.key()).orElseThrow().state();
    }

    private Set<IdentityName> asked() {
        return ledger.outbox().due(NOON, 10).stream()
                .map(id -> ledger.outbox()
                        .take(id, NOON, NOON.plus(MINUTE))
                        .orElseThrow()
                        .asks()
                        .orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    void waitsAndAsksEachApproverAlsoAfterAReopening() throws IOException {
        Approval approval = waiting(1);

        reopen();

        assertThat(approvals().find(approval.key()))
                .contains(new ApprovalEntry(approval, ApprovalState.WAITING, Set.of(), Set.of()));
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(approvals().decided(NOON)).isEmpty();
        assertThat(asked()).isEqualTo(THREE);
    }

    @Test
    void asksNobodyForACommandThatIsNotAccepted() throws IOException {
        CommandKey running = accepted();
        ledger.running(running, "x", NOON);

        assertThatThrownBy(() -> ask(approval(running, 1)))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("cannot wait (was RUNNING, expected ACCEPTED)");

        assertThat(ledger.outbox().due(NOON, 10)).isEmpty();
    }

    @Test
    void asksOnlyOncePerCommand() throws IOException {
        Approval approval = waiting(1);

        assertThatThrownBy(() -> ask(approval(approval.key(), 1))).isInstanceOf(LedgerFailure.class);
    }

    @Test
    void boundsHowManyWaitAndLeavesNothingOfOneTooMany() throws IOException {
        Approval first = waiting(1);
        waiting(1);
        Approval third = approval(accepted(), 1);
        long files = files();

        assertThat(ask(third))
                .isEqualTo(new Asked.NoRoom(
                        "too many commands of alice wait for approvals (was 2, expected fewer than 2)"));
        assertThat(approvals().find(third.key())).isEmpty();
        assertThat(files()).isEqualTo(files);

        CommandKey ofBob = key(BOB);
        ledger.accept(ofBob, NOON, FORGET);
        assertThat(ask(approval(ofBob, 1))).isInstanceOf(Asked.Waits.class);
        CommandKey another = key(BOB);
        ledger.accept(another, NOON, FORGET);
        assertThat(ask(approval(another, 1)))
                .isEqualTo(new Asked.NoRoom("too many commands wait for approvals (was 3, expected fewer than 3)"));

        ledger.finish(first.key(), denied(), mail("no"));
        assertThat(ask(third)).isInstanceOf(Asked.Waits.class);
    }

    private long files() throws IOException {
        try (var files = Files.list(home.resolve("state/outbox"))) {
            return files.count();
        }
    }

    @Test
    void isApprovedByAsManyDifferentApproversAsItNeeds() throws IOException {
        Approval approval = waiting(2);

        assertThat(vote(BOB, true, approval))
                .isEqualTo(
                        new Counted.Valid(new ApprovalEntry(approval, ApprovalState.WAITING, Set.of(BOB), Set.of())));
        assertThat(vote(BOB, true, approval)).isInstanceOf(Counted.Repeated.class);
        assertThat(approvals().decided(NOON)).isEmpty();
        assertThat(vote(CAROL, true, approval))
                .isEqualTo(new Counted.Valid(
                        new ApprovalEntry(approval, ApprovalState.APPROVED, Set.of(BOB, CAROL), Set.of())));
        assertThat(approvals().decided(NOON)).containsExactly(approval.key());
        assertThat(vote(DAVE, true, approval)).isEqualTo(new Counted.TooLate(ApprovalState.APPROVED));
    }

    @Test
    void countsVotesThatComeAtTheSameTime() throws Exception {
        for (int round = 0; round < 20; round++) {
            Approval approval = waiting(2);
            Queue<IdentityName> voters = new ConcurrentLinkedQueue<>(List.of(BOB, CAROL));

            List<Counted> counted = AtOnce.call(2, () -> vote(voters.remove(), true, approval));

            assertThat(counted)
                    .extracting(vote -> ((Counted.Valid) vote).entry().state())
                    .containsExactlyInAnyOrder(ApprovalState.WAITING, ApprovalState.APPROVED);
            ledger.finish(approval.key(), done(), mail("done"));
        }
    }

    @Test
    void isDeniedByTheFirstWhoDenies() throws IOException {
        Approval approval = waiting(2);
        vote(BOB, true, approval);

        assertThat(vote(CAROL, false, approval))
                .isEqualTo(new Counted.Valid(
                        new ApprovalEntry(approval, ApprovalState.DENIED, Set.of(BOB), Set.of(CAROL))));

        assertThat(approvals().decided(NOON)).containsExactly(approval.key());
        assertThat(vote(DAVE, true, approval)).isEqualTo(new Counted.TooLate(ApprovalState.DENIED));
    }

    @Test
    void letsAnApproverTakeHisConsentBackWhileItWaits() throws IOException {
        Approval approval = waiting(2);
        vote(BOB, true, approval);

        vote(BOB, false, approval);

        assertThat(approvals().find(approval.key()))
                .contains(new ApprovalEntry(approval, ApprovalState.DENIED, Set.of(), Set.of(BOB)));
    }

    @Test
    void countsNoVoteOfOthers() throws IOException {
        Approval approval = waiting(1);

        assertThat(vote(ALICE, true, approval)).isInstanceOf(Counted.Own.class);
        assertThat(vote(new IdentityName("eve"), true, approval)).isInstanceOf(Counted.Unknown.class);
        assertThat(vote(BOB, new Vote(true, "f".repeat(64)), NOON)).isInstanceOf(Counted.Unknown.class);
        assertThat(stateOf(approval)).isEqualTo(ApprovalState.WAITING);
    }

    @Test
    void takesTheBeginningOfADigestIfItIsThatOfOne() throws IOException {
        Approval approval = waiting(1);
        assertThat(vote(BOB, new Vote(true, approval.digest().substring(0, 63)), NOON))
                .isInstanceOf(Counted.Valid.class);

        waiting(1);

        assertThat(vote(BOB, new Vote(true, approval.digest().substring(0, 63)), NOON))
                .isInstanceOf(Counted.Ambiguous.class);
    }

    @Test
    void countsNoVoteFromTheExpiryOnWhetherOrNotItWasLookedFor() throws IOException {
        Approval approval = waiting(1);
        Vote yes = new Vote(true, approval.digest());

        assertThat(vote(BOB, yes, EXPIRES)).isEqualTo(new Counted.TooLate(ApprovalState.EXPIRED));
        assertThat(approvals().decided(EXPIRES.minusSeconds(1))).isEmpty();
        assertThat(approvals().decided(EXPIRES)).containsExactly(approval.key());
        // A clock that was set back brings nothing back.
        assertThat(vote(BOB, yes, NOON)).isEqualTo(new Counted.TooLate(ApprovalState.EXPIRED));
    }

    @Test
    void isEitherApprovedOrExpiredNeverBoth() throws Exception {
        for (int round = 0; round < 20; round++) {
            Approval approval = waiting(1);
            Queue<Boolean> votes = new ConcurrentLinkedQueue<>(List.of(true, false));

            AtOnce.call(
                    2,
                    () -> votes.remove()
                            ? vote(BOB, true, approval)
                            : approvals().decided(EXPIRES).size());

            boolean goesOn = approvals().meet(approval.key(), MAIL).isPresent();
            assertThat(stateOf(approval)).isEqualTo(goesOn ? ApprovalState.RESUMED : ApprovalState.EXPIRED);
            ledger.finish(approval.key(), done(), mail("done"));
        }
    }

    @Test
    void goesOnOnceWithTheMailThatItWaitsIn() throws Exception {
        Approval approval = waiting(1);
        assertThat(approvals().meet(approval.key(), MAIL)).contains(ApprovalState.WAITING);
        vote(BOB, true, approval);
        reopen();

        assertThat(approvals().meet(approval.key(), new StoredMail(8, false))).isEmpty();
        assertThat(AtOnce.call(8, () -> approvals().meet(approval.key(), MAIL)))
                .containsOnlyOnce(Optional.of(ApprovalState.RESUMED))
                .filteredOn(Optional::isPresent)
                .hasSize(1);

        assertThat(approvals().decided(VALID_UNTIL)).isEmpty();
        assertThat(ledger.unfinished()).extracting(LedgerEntry::key).contains(approval.key());
        ledger.running(approval.key(), "x", NOON);
        ledger.finish(approval.key(), done(), mail("done"));
    }

    @Test
    void expiresWhatWasApprovedAndCouldNotGoOn() throws IOException {
        Approval approval = waiting(1);
        vote(BOB, true, approval);

        approvals().decided(VALID_UNTIL);

        assertThat(stateOf(approval)).isEqualTo(ApprovalState.EXPIRED);
        assertThat(approvals().meet(approval.key(), MAIL)).isEmpty();
    }

    @Test
    void isCalledBackUnlessItHasGoneOn() throws IOException {
        Approval waiting = waiting(1);
        Approval resumed = waiting(1);
        vote(BOB, true, resumed);
        approvals().meet(resumed.key(), MAIL);

        ledger.cancel(waiting.key(), ALICE, FORGET);
        ledger.cancel(resumed.key(), ALICE, FORGET);
        ledger.cancel(accepted(), ALICE, FORGET);

        assertThat(vote(BOB, true, waiting)).isEqualTo(new Counted.TooLate(ApprovalState.CANCELLED));
        assertThat(approvals().decided(NOON)).containsExactly(waiting.key());
        assertThat(stateOf(resumed)).isEqualTo(ApprovalState.RESUMED);
    }

    @Test
    void doesNotWaitIfItWasCalledBackBefore() throws IOException {
        CommandKey early = key(ALICE);
        ledger.cancel(early, BOB, FORGET);
        assertThat(ledger.accept(early, NOON, FORGET)).isTrue();

        assertThat(ask(approval(early, 1))).isEqualTo(new Asked.Cancelled(BOB));

        assertThat(approvals().find(early)).isEmpty();
        assertThat(files()).isZero();
    }

    @Test
    void knowsTheMailThatACommandWaitsInUntilItEnds() throws IOException {
        assertThat(approvals().isAwaited(MAIL)).isFalse();
        Approval approval = waiting(1);
        vote(BOB, true, approval);

        assertThat(approvals().isAwaited(MAIL)).isTrue();
        assertThat(approvals().isAwaited(new StoredMail(8, false))).isFalse();

        ledger.finish(approval.key(), done(), mail("done"));
        assertThat(approvals().isAwaited(MAIL)).isFalse();
    }

    @Test
    void takesRequestsBackThatNobodyHasAcceptedWhenTheCommandEnds() throws IOException {
        Approval approval = waiting(1);
        ledger.outbox().accepted(ledger.outbox().due(NOON, 1).get(0));
        assertThat(ledger.find(approval.key()).orElseThrow().state()).isEqualTo(CommandState.ACCEPTED);

        OutboxEntry reply = ledger.finish(approval.key(), denied(), mail("no"));

        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(reply.id());
        assertThat(files()).isEqualTo(1);
        assertThat(vote(BOB, true, approval)).isEqualTo(new Counted.TooLate(ApprovalState.CANCELLED));
    }

    @Test
    void forgetsTheWaitWithTheCommand() throws IOException {
        Approval answered = waiting(1);
        ledger.outbox()
                .accepted(ledger.finish(answered.key(), denied(), mail("no")).id());
        Approval unanswerable = waiting(1);

        ledger.prune(FORGET.plusSeconds(1));
        assertThat(ledger.giveUp(unanswerable.key(), NOON)).isFalse();
        assertThat(ledger.outbox().due(NOON, 10)).hasSize(3);
        assertThat(ledger.giveUp(unanswerable.key(), FORGET.plusSeconds(1))).isTrue();

        assertThat(approvals().find(answered.key())).isEmpty();
        assertThat(approvals().find(unanswerable.key())).isEmpty();
        assertThat(files()).isZero();
    }

    @Test
    void givesARequestUpWithoutAWordOnItsCommand() throws IOException {
        Approval approval = waiting(1);

        ledger.outbox().abandon(ledger.outbox().due(NOON, 1).get(0));

        assertThat(ledger.outbox().due(NOON, 10)).hasSize(2);
        assertThat(ledger.find(approval.key()).orElseThrow().state()).isEqualTo(CommandState.ACCEPTED);
    }
}
