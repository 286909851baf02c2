package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.AtOnce;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger keeps of commands that are called back, and how it finds commands. */
abstract class CancellationContract extends OpenLedger {

    @Test
    void neverStartsWhatWasCancelledBefore() {
        CommandKey key = accepted();

        assertThat(ledger.cancel(key, BOB, FORGET)).map(LedgerEntry::state).contains(CommandState.ACCEPTED);
        reopen();

        assertThat(ledger.running(key, "backup", NOON)).isFalse();
        assertThat(state(key)).isEqualTo(CommandState.ACCEPTED);
        assertThat(ledger.cancelledBy(key)).contains(BOB);
    }

    @Test
    void neverStartsWhatWasCancelledBeforeItCame() {
        CommandKey key = key(ALICE);

        assertThat(ledger.cancel(key, ALICE, FORGET)).isEmpty();

        assertThat(ledger.accept(key, NOON, FORGET)).isTrue();
        assertThat(ledger.running(key, "backup", NOON)).isFalse();
    }

    @Test
    void startsTheSameIdOfAnotherSigner() {
        UUID id = UUID.randomUUID();
        CommandKey key = new CommandKey(ALICE, id);
        ledger.accept(key, NOON, FORGET);

        ledger.cancel(new CommandKey(BOB, id), BOB, FORGET);

        assertThat(ledger.running(key, "backup", NOON)).isTrue();
    }

    @Test
    void remembersWhoCancelledFirst() {
        CommandKey key = accepted();
        ledger.running(key, "backup", NOON);

        assertThat(ledger.cancel(key, BOB, FORGET)).map(LedgerEntry::state).contains(CommandState.RUNNING);
        ledger.cancel(key, ALICE, FORGET);

        assertThat(ledger.cancelledBy(key)).contains(BOB);
    }

    @Test
    void cancelsNothingThatHasEnded() throws IOException {
        CommandKey key = accepted();
        ledger.finish(key, denied(), mail("no"));

        assertThat(ledger.cancel(key, BOB, FORGET)).flatMap(LedgerEntry::ending).contains(denied());

        assertThat(ledger.cancelledBy(key)).isEmpty();
    }

    /** Whatever comes first: either it starts and the other one knows that it runs, or it does not start. */
    @Test
    void agreesOnWhetherItHasBegun() throws Exception {
        for (int round = 0; round < 20; round++) {
            CommandKey key = accepted();

            List<Boolean> calls = AtOnce.call(2, new Turn(key)::take);

            assertThat(calls.get(0)).isEqualTo(calls.get(1));
        }
    }

    /** The first to come starts the command, the second cancels it; both say whether it runs. */
    private final class Turn {

        private final CommandKey key;
        private boolean taken;

        Turn(CommandKey key) {
            this.key = key;
        }

        boolean take() {
            return isSecond() ? ledger.running(key, "backup", NOON) : state(ledger.cancel(key, BOB, FORGET));
        }

        private synchronized boolean isSecond() {
            boolean second = taken;
            taken = true;
            return second;
        }

        private static boolean state(Optional<LedgerEntry> found) {
            return found.orElseThrow().state() == CommandState.RUNNING;
        }
    }

    @Test
    void forgetsCancellations() {
        CommandKey key = key(ALICE);
        ledger.cancel(key, ALICE, FORGET);

        ledger.prune(FORGET);
        assertThat(ledger.cancelledBy(key)).contains(ALICE);
        ledger.prune(FORGET.plusSeconds(1));

        assertThat(ledger.cancelledBy(key)).isEmpty();
    }

    @Test
    void findsCommandsByHowTheirIdBegins() {
        CommandKey one = accepted("3f2a1b2c-d4e5-4f60-8123-456789abcdef");
        CommandKey two = accepted("3f2a1b2c-ffff-4f60-8123-456789abcdef");
        CommandKey bobs = new CommandKey(BOB, UUID.fromString("3f2a1b2c-0000-4f60-8123-456789abcdef"));
        ledger.accept(bobs, NOON, FORGET);

        assertThat(found(Optional.of(ALICE), "3f2a1b2c")).containsExactlyInAnyOrder(one, two);
        assertThat(found(Optional.of(ALICE), "3f2a1b2c-d")).containsExactly(one);
        assertThat(found(Optional.of(ALICE), one.id().toString())).containsExactly(one);
        assertThat(found(Optional.empty(), "3f2a1b2c")).containsExactlyInAnyOrder(one, two, bobs);
        assertThat(found(Optional.of(ALICE), bobs.id().toString())).isEmpty();
        assertThat(found(Optional.of(ALICE), "3f2a1b2d")).isEmpty();
        assertThat(ledger.beginning(Optional.empty(), "3f2a1b2c", 2)).hasSize(2);
    }

    @Test
    void listsTheLatestButWhatTheServerAnsweredItself() throws IOException {
        CommandKey ran = at(1);
        ledger.running(ran, "backup", NOON);
        ledger.finish(ran, done(), mail("done"));
        ledger.finish(at(2), done(), mail("a ping"));
        CommandKey denied = at(3);
        ledger.finish(denied, denied(), mail("no"));
        CommandKey waiting = at(4);
        ledger.accept(key(BOB), NOON.plusSeconds(5), FORGET);

        assertThat(ledger.latest(Optional.of(ALICE), 10))
                .extracting(LedgerEntry::key)
                .containsExactly(waiting, denied, ran);
        assertThat(ledger.latest(Optional.of(ALICE), 1))
                .extracting(LedgerEntry::key)
                .containsExactly(waiting);
        assertThat(ledger.latest(Optional.empty(), 10)).hasSize(4);
        assertThat(ledger.find(ran)).flatMap(LedgerEntry::command).contains("backup");
    }

    private CommandKey at(int seconds) {
        CommandKey key = key(ALICE);
        ledger.accept(key, NOON.plusSeconds(seconds), FORGET);
        return key;
    }

    private CommandKey accepted(String id) {
        CommandKey key = new CommandKey(ALICE, UUID.fromString(id));
        ledger.accept(key, NOON, FORGET);
        return key;
    }

    private List<CommandKey> found(Optional<IdentityName> signer, String beginning) {
        return ledger.beginning(signer, beginning, 10).stream()
                .map(LedgerEntry::key)
                .toList();
    }
}
