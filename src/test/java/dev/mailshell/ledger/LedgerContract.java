package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger does, whatever keeps it. */
abstract class LedgerContract extends OpenLedger {

    @Test
    void acceptsACommandOnce() {
        CommandKey key = key(ALICE);

        assertThat(ledger.accept(key, NOON, FORGET)).isTrue();
        assertThat(ledger.accept(key, NOON.plus(MINUTE), FORGET)).isFalse();
        assertThat(ledger.find(key))
                .contains(new LedgerEntry(
                        key,
                        Question.of(Form.MACHINE),
                        CommandState.ACCEPTED,
                        NOON,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void remembersWhatAnAnswerTakesFromItsQuestion() {
        CommandKey key = key(ALICE);
        Question question =
                new Question(Form.HUMAN, Optional.of(MessageFormat.OPENPGP), Optional.of("<question@phone.test>"));

        assertThat(ledger.accept(key, question, NOON, FORGET)).isTrue();
        reopen();

        assertThat(ledger.find(key)).get().extracting(LedgerEntry::question).isEqualTo(question);
    }

    @Test
    void keepsTheSameIdOfTwoSignersApart() {
        UUID id = UUID.randomUUID();

        assertThat(ledger.accept(new CommandKey(ALICE, id), NOON, FORGET)).isTrue();
        assertThat(ledger.accept(new CommandKey(BOB, id), NOON, FORGET)).isTrue();
    }

    @Test
    void acceptsForOneOfEightThreadsOnly() throws Exception {
        for (int round = 0; round < 20; round++) {
            CommandKey key = key(ALICE);

            assertThat(AtOnce.call(8, () -> ledger.accept(key, NOON, FORGET))).containsOnlyOnce(true);
        }
    }

    @Test
    void remembersEveryStateAfterReopening() throws IOException {
        CommandKey accepted = accepted();
        CommandKey running = accepted();
        ledger.running(running, "uptime", NOON.plusSeconds(1));
        CommandKey finished = accepted();
        ledger.running(finished, "backup", NOON.plusSeconds(1));
        Ending ending = new Ending(FinalStatus.FAILED, OptionalInt.of(3), NOON.plusSeconds(2));
        OutboxEntry waiting = ledger.finish(finished, ending, mail("three"));
        CommandKey replied = accepted();
        ledger.outbox().accepted(ledger.finish(replied, denied(), mail("four")).id());

        reopen();

        assertThat(state(accepted)).isEqualTo(CommandState.ACCEPTED);
        assertThat(state(running)).isEqualTo(CommandState.RUNNING);
        assertThat(ledger.find(finished))
                .contains(new LedgerEntry(
                        finished,
                        Question.of(Form.MACHINE),
                        CommandState.FINISHED,
                        NOON,
                        Optional.of(NOON.plusSeconds(1)),
                        Optional.of(ending),
                        Optional.of("backup")));
        assertThat(state(replied)).isEqualTo(CommandState.REPLIED);
        assertThat(ledger.unfinished()).extracting(LedgerEntry::key).containsExactlyInAnyOrder(accepted, running);
        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(waiting.id());
        assertThat(List.of(accepted, running, finished, replied))
                .noneMatch(key -> ledger.accept(key, NOON.plus(MINUTE), FORGET));
    }

    @Test
    void finishesACommandThatHasNotRun() throws IOException {
        CommandKey key = accepted();

        ledger.finish(key, denied(), mail("no"));

        LedgerEntry entry = ledger.find(key).orElseThrow();
        assertThat(entry.startedAt()).isEmpty();
        assertThat(entry.ending()).contains(denied());
    }

    @Test
    void takesTheSealedReplyOver() throws IOException {
        CommandKey key = accepted();
        SealedMail mail = mail("the reply");

        OutboxEntry entry = ledger.finish(key, denied(), mail);

        assertThat(mail.message()).doesNotExist();
        assertThat(entry.mail().message()).hasContent("the reply");
        assertThat(entry)
                .isEqualTo(new OutboxEntry(
                        entry.id(), key, new SealedMail(ADDRESS, entry.mail().message()), 1, 1, 0, false));
    }

    @Test
    void refusesToStartWhatIsNotAccepted() throws IOException {
        CommandKey unknown = key(ALICE);
        assertThatThrownBy(() -> ledger.running(unknown, "uptime", NOON))
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("command " + unknown + " cannot start (was unknown, expected ACCEPTED)");

        CommandKey key = accepted();
        ledger.running(key, "uptime", NOON);
        assertThatThrownBy(() -> ledger.running(key, "uptime", NOON))
                .hasMessageContaining("was RUNNING, expected ACCEPTED");

        ledger.finish(key, denied(), mail("x"));
        assertThatThrownBy(() -> ledger.running(key, "uptime", NOON))
                .hasMessageContaining("was FINISHED, expected ACCEPTED");
    }

    @Test
    void refusesToFinishTwiceAndKeepsTheFirstReply() throws IOException {
        CommandKey key = accepted();
        OutboxEntry first = ledger.finish(key, denied(), mail("first"));
        SealedMail second = mail("second");

        assertThatThrownBy(() -> ledger.finish(key, done(), second))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("was FINISHED, expected ACCEPTED or RUNNING");

        assertThat(ledger.find(key).orElseThrow().ending()).contains(denied());
        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(first.id());
        assertThat(first.mail().message()).hasContent("first");
    }

    @Test
    void refusesToFinishWhatIsUnknown() throws IOException {
        SealedMail mail = mail("x");

        assertThatThrownBy(() -> ledger.finish(key(ALICE), done(), mail)).hasMessageContaining("was unknown");
        assertThat(ledger.outbox().due(NOON, 10)).isEmpty();
    }

    @Test
    void countsWhatASignerSentSince() {
        ledger.accept(key(ALICE), NOON.minus(MINUTE), FORGET);
        ledger.accept(key(ALICE), NOON, FORGET);
        ledger.accept(key(ALICE), NOON.plus(MINUTE), FORGET);
        ledger.accept(key(BOB), NOON, FORGET);

        assertThat(ledger.acceptedSince(key(ALICE), NOON)).isEqualTo(2);
        assertThat(ledger.acceptedSince(key(BOB), NOON.plusNanos(1000))).isZero();
    }

    @Test
    void countsNoneThatWasAcceptedAfterTheOneInQuestion() {
        CommandKey first = key(ALICE);
        CommandKey second = key(ALICE);
        ledger.accept(first, NOON, FORGET);
        ledger.accept(second, NOON, FORGET);

        assertThat(ledger.acceptedSince(first, NOON)).isEqualTo(1);
        assertThat(ledger.acceptedSince(second, NOON)).isEqualTo(2);
    }

    @Test
    void countsHowOftenACommandWasStartedWhoeverAsked() throws IOException {
        CommandKey ofAlice = accepted();
        ledger.running(ofAlice, "backup", NOON);
        ledger.finish(ofAlice, done(), mail("done"));
        CommandKey ofBob = key(BOB);
        ledger.accept(ofBob, NOON, FORGET);
        ledger.running(ofBob, "backup", NOON.plus(MINUTE));
        ledger.running(accepted(), "uptime", NOON.plus(MINUTE));
        ledger.finish(accepted(), denied(), mail("no"));

        assertThat(ledger.startedSince("backup", NOON)).isEqualTo(2);
        assertThat(ledger.startedSince("backup", NOON.plusNanos(1000))).isEqualTo(1);
        assertThat(ledger.startedSince("restart", NOON)).isZero();
    }

    @Test
    void forgetsOnlyWhatIsRepliedAndPastItsTime() throws IOException {
        CommandKey replied = accepted();
        ledger.outbox().accepted(ledger.finish(replied, denied(), mail("a")).id());
        CommandKey waiting = accepted();
        ledger.finish(waiting, denied(), mail("b"));
        CommandKey running = accepted();
        ledger.running(running, "uptime", NOON);

        assertThat(ledger.prune(FORGET)).as("at its time").isZero();
        assertThat(ledger.prune(FORGET.plus(Duration.ofDays(900)))).isEqualTo(1);

        assertThat(ledger.find(replied)).isEmpty();
        assertThat(state(waiting)).isEqualTo(CommandState.FINISHED);
        assertThat(state(running)).isEqualTo(CommandState.RUNNING);
    }

    @Test
    void givesUpOnlyWhatIsUnfinishedAndPastItsTime() throws IOException {
        CommandKey running = accepted();
        ledger.running(running, "uptime", NOON);
        CommandKey waiting = accepted();
        ledger.finish(waiting, denied(), mail("a"));

        assertThat(ledger.giveUp(running, FORGET)).as("at its time").isFalse();
        assertThat(ledger.giveUp(running, FORGET.plus(MINUTE))).isTrue();
        assertThat(ledger.giveUp(running, FORGET.plus(MINUTE))).as("again").isFalse();
        assertThat(ledger.giveUp(waiting, FORGET.plus(MINUTE))).as("finished").isFalse();

        assertThat(ledger.find(running)).isEmpty();
        assertThat(state(waiting)).isEqualTo(CommandState.FINISHED);
    }

    @Test
    void tellsHowManySealedMailsWaitAndSinceWhenTheOldestDoes() throws IOException {
        assertThat(ledger.outbox().waiting()).isEqualTo(new Outbox.Waiting(0, Optional.empty()));

        OutboxEntry first = ledger.finish(accepted(), denied(), mail("a"));
        ledger.finish(accepted(), denied(), List.of(mail("b"), mail("c")));
        ledger.outbox().postpone(first.id(), NOON.plus(MINUTE));

        assertThat(ledger.outbox().waiting()).isEqualTo(new Outbox.Waiting(3, Optional.of(denied().finishedAt())));
        ledger.outbox().accepted(first.id());
        assertThat(ledger.outbox().waiting().mails()).isEqualTo(2);
    }

    @Test
    void leasesAnEntryToOneOfEightThreads() throws Exception {
        for (int round = 0; round < 20; round++) {
            long id = waiting().id();

            assertThat(AtOnce.call(8, () -> ledger.outbox()
                            .take(id, NOON, NOON.plus(MINUTE))
                            .isPresent()))
                    .containsOnlyOnce(true);
        }
    }

    @Test
    void lendsAnEntryAgainOnceItsLeaseIsOver() throws IOException {
        long id = waiting().id();
        assertThat(ledger.outbox().take(id, NOON, NOON.plus(MINUTE))).get().returns(1, OutboxEntry::attempts);

        assertThat(ledger.outbox().due(NOON.plusSeconds(59), 10)).isEmpty();
        assertThat(ledger.outbox().take(id, NOON.plusSeconds(59), FORGET)).isEmpty();

        assertThat(ledger.outbox().due(NOON.plus(MINUTE), 10)).containsExactly(id);
        assertThat(ledger.outbox().take(id, NOON.plus(MINUTE), FORGET)).get().returns(2, OutboxEntry::attempts);
    }

    @Test
    void dropsTheLeasesOfAnEarlierProcess() throws IOException {
        long id = waiting().id();
        ledger.outbox().take(id, NOON, FORGET);

        reopen();

        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(id);
        assertThat(ledger.outbox().take(id, NOON, FORGET)).get().returns(2, OutboxEntry::attempts);
    }

    @Test
    void keepsAPostponedEntryUntilItIsDue() throws IOException {
        long id = waiting().id();
        ledger.outbox().take(id, NOON, FORGET);
        ledger.outbox().postpone(id, NOON.plus(MINUTE));

        reopen();

        assertThat(ledger.outbox().due(NOON, 10)).isEmpty();
        assertThat(ledger.outbox().take(id, NOON, FORGET)).isEmpty();
        assertThat(ledger.outbox().due(NOON.plus(MINUTE), 10)).containsExactly(id);
        assertThat(ledger.outbox().take(id, NOON.plus(MINUTE), FORGET)).isPresent();
    }

    @Test
    void listsTheOldestFirstAndNoMoreThanAsked() throws IOException {
        long first = waiting().id();
        long second = waiting().id();
        waiting();

        assertThat(ledger.outbox().due(NOON, 2)).containsExactly(first, second);
    }

    @Test
    void deletesAnAcceptedReplyAndCountsItsCommandReplied() throws IOException {
        OutboxEntry entry = waiting();

        ledger.outbox().accepted(entry.id());

        assertThat(state(entry.key())).isEqualTo(CommandState.REPLIED);
        assertThat(entry.mail().message()).doesNotExist();
        assertThat(ledger.outbox().take(entry.id(), NOON, FORGET)).isEmpty();
    }

    @Test
    void ignoresWhatIsSaidOfAnEntryThatIsGone() throws IOException {
        OutboxEntry entry = waiting();
        ledger.outbox().accepted(entry.id());

        ledger.outbox().accepted(entry.id());
        ledger.outbox().postpone(entry.id(), NOON);
        ledger.outbox().abandon(entry.id());

        assertThat(state(entry.key())).isEqualTo(CommandState.REPLIED);
        assertThat(ledger.outbox().due(FORGET, 10)).isEmpty();
    }

    @Test
    void abandonsAReplyForGood() throws IOException {
        OutboxEntry entry = waiting();

        ledger.outbox().abandon(entry.id());

        assertThat(state(entry.key())).isEqualTo(CommandState.REPLIED);
        assertThat(entry.mail().message()).doesNotExist();
    }

    @Test
    void replacesARefusedReplyByASmallerOne() throws IOException {
        OutboxEntry large = waiting();
        ledger.outbox().take(large.id(), NOON, FORGET);

        OutboxEntry small = ledger.outbox().replace(large.id(), mail("small"));

        assertThat(large.mail().message()).doesNotExist();
        assertThat(small.mail().message()).hasContent("small");
        assertThat(small).isEqualTo(new OutboxEntry(large.id(), large.key(), small.mail(), 1, 1, 0, true));
        reopen();
        assertThat(ledger.outbox().take(small.id(), NOON, FORGET))
                .contains(new OutboxEntry(small.id(), small.key(), small.mail(), 1, 1, 1, true));
    }

    @Test
    void refusesToReplaceWhatIsGone() throws IOException {
        OutboxEntry entry = waiting();
        ledger.outbox().accepted(entry.id());
        SealedMail smaller = mail("small");

        assertThatThrownBy(() -> ledger.outbox().replace(entry.id(), smaller))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void givesTheIdOfAnEntryToNoOther() throws IOException {
        OutboxEntry gone = waiting();
        ledger.outbox().accepted(gone.id());

        assertThat(waiting().id()).isGreaterThan(gone.id());
    }

    @Test
    void failsOnceClosed() {
        ledger.close();

        assertThatThrownBy(() -> ledger.unfinished()).isInstanceOf(LedgerFailure.class);
    }
}
