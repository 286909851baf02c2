package dev.mailshell.camel;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.CommandRef;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The commands that one client may see: its own ones, or all. What it may not see is as if it were not there.
 *
 * @param seesAll whether those of other clients too
 */
record KnownCommands(Ledger ledger, IdentityName client, boolean seesAll) {

    /**
     * The one command that {@code ref} names.
     *
     * @throws Refusal if there is none, or several begin so
     */
    LedgerEntry find(CommandRef ref) throws Refusal {
        return search(ref)
                .orElseThrow(
                        () -> new Refusal(
                                Reason.COMMAND_UNKNOWN,
                                "no command is known here whose id is, or begins with, " + ref,
                                "compare the id with that of the answer, or ask for jobs; what waits for its turn is not known yet"));
    }

    /**
     * As {@link #find}, but empty if there is none. One's own come before those of others.
     *
     * @throws Refusal if several begin so
     */
    Optional<LedgerEntry> search(CommandRef ref) throws Refusal {
        List<LedgerEntry> found = ledger.beginning(Optional.of(client), ref.beginning(), 2);
        if (found.isEmpty() && seesAll) {
            found = ledger.beginning(Optional.empty(), ref.beginning(), 2);
        }
        if (found.size() > 1) {
            throw new Refusal(
                    Reason.COMMAND_UNKNOWN, "several commands begin with " + ref, "give more digits, or the whole id");
        }
        return found.stream().findFirst();
    }

    /** The latest of them, the newest first. */
    List<LedgerEntry> latest(int most) {
        return ledger.latest(seesAll ? Optional.empty() : Optional.of(client), most);
    }
}
