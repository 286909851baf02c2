package dev.mailshell.camel;

import dev.mailshell.ledger.ApprovalState;
import dev.mailshell.ledger.Approvals;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.CommandKey;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The commands that wait for approvals, each in its mail in the vault. */
final class WaitingCommands {

    private final Approvals approvals;
    private final VaultSteps vault;

    WaitingCommands(Approvals approvals, VaultSteps vault) {
        this.approvals = approvals;
        this.vault = vault;
    }

    /** Whether a command that is known goes on with this mail now; if it still waits in it, the mail stays in the vault. */
    boolean goesOn(Exchange exchange, CommandKey key) {
        StoredMail mail = Facts.STORED.of(exchange);
        Optional<ApprovalState> state = approvals.meet(key, mail);
        if (state.isEmpty()) {
            return false;
        }
        if (state.get() == ApprovalState.WAITING) {
            keep(exchange);
            return false;
        }
        Facts.APPROVED.set(exchange, approvals.find(key).orElseThrow().approval());
        return true;
    }

    /** The mail of the exchange stays in the vault until it is called for. */
    void keep(Exchange exchange) {
        Facts.KEPT.set(exchange, true);
        vault.park(Facts.STORED.of(exchange));
    }

    /** Calls for the mail; false if it is not there to be called for, or somebody did before. */
    boolean callFor(StoredMail mail) {
        return vault.unpark(mail);
    }

    /** The command in the mail will not run. */
    void drop(StoredMail mail) {
        if (vault.unpark(mail)) {
            vault.done(mail);
        }
    }

    /** A command must not come to wait in a mail that a loss of power could take. */
    void force() {
        vault.force();
    }
}
