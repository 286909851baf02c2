package dev.mailshell.camel;

import dev.mailshell.exec.JobResult;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.CommandRef;
import dev.mailshell.model.IdentityName;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Calls commands back. The ledger settles who comes first, the start of a command or its cancellation. */
final class Cancelling {

    /** A little more than the runner needs for the tree of a job that resists. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final RunningCommands running;
    private final Freshness freshness;

    Cancelling(Ledger ledger, RunningCommands running, Freshness freshness) {
        this.ledger = ledger;
        this.running = running;
        this.freshness = freshness;
    }

    /**
     * Cancels a command, and says what became of it. One that waits for approvals is decided by that, and has yet to be answered.
     *
     * @throws Refusal if no command begins so, or several do; a whole id need not be known yet
     */
    Cancelled cancel(KnownCommands commands, CommandRef ref) throws Refusal, InterruptedException {
        Optional<LedgerEntry> found = commands.search(ref);
        Optional<UUID> whole = ref.whole();
        if (found.isEmpty() && whole.isEmpty()) {
            return cancel(commands.find(ref).key(), commands.client());
        }
        CommandKey key =
                found.map(LedgerEntry::key).orElseGet(() -> new CommandKey(commands.client(), whole.orElseThrow()));
        return cancel(key, commands.client());
    }

    private Cancelled cancel(CommandKey key, IdentityName by) throws InterruptedException {
        return new Cancelled(key, outcome(key, by));
    }

    private String outcome(CommandKey key, IdentityName by) throws InterruptedException {
        Optional<LedgerEntry> entry = ledger.cancel(key, by, freshness.rememberUntil(freshness.now()));
        if (entry.isEmpty()) {
            return key.id() + " is not known here; should it still come, it will not run";
        }
        return key.id() + " "
                + switch (entry.get().state()) {
                    case ACCEPTED -> "had not begun and will not run: it is cancelled";
                    case RUNNING -> end(key);
                    case FINISHED, REPLIED -> "had ended before: " + CommandText.ending(entry.get());
                };
    }

    private String end(CommandKey key) throws InterruptedException {
        Optional<RunningCommand> command = running.find(key);
        if (command.isEmpty()) {
            return "had just ended; its own answer says how";
        }
        command.get().cancel(ledger.cancelledBy(key).orElseThrow());
        try {
            return command.get()
                    .awaitEnd(PATIENCE)
                    .map(Cancelling::described)
                    .orElse("had just ended; its own answer says how");
        } catch (TimeoutException e) {
            return "is being ended, which takes long; its own answer says how it went";
        }
    }

    /** @param text what became of the command */
    record Cancelled(CommandKey key, String text) {}

    private static String described(JobResult.End end) {
        if (end instanceof JobResult.Cancelled cancelled) {
            return cancelled
                    .signal()
                    .map(signal ->
                            "was running and is ended, with all that it started (" + signal + "): it is cancelled")
                    .orElse("was about to begin and will not run: it is cancelled");
        }
        return "had just ended: " + CommandText.ending(end);
    }
}
