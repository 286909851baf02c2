package dev.mailshell.camel;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.Reason;
import java.util.List;
import org.apache.camel.Exchange;

/** The turns of clients, as routes use them. */
public final class TurnSteps {

    private final Turns turns;
    private final VaultSteps vault;
    private final MessageProtection protection;

    /** @param protection asked for each mail whose turn comes */
    TurnSteps(Turns turns, VaultSteps vault, MessageProtection protection) {
        this.turns = turns;
        this.vault = vault;
        this.protection = protection;
    }

    /** Lets an opened mail pass if its signer has a place free; else it stays in the vault, and the route ends here. */
    public void takePlace(Exchange exchange) {
        if (!turns.takePlace(Facts.SIGNER.of(exchange), Facts.LANE.of(exchange), Facts.STORED.of(exchange))) {
            keep(exchange);
        }
    }

    /**
     * Frees the place of a mail whose turn has come. Who is stopping begins nothing: the mail stays in the vault.
     *
     * @throws Unanswerable if the key that signed it is trusted no more: it may have waited for long
     */
    public void begin(Exchange exchange) throws Unanswerable {
        begin(exchange, Lane.ORDINARY);
    }

    /**
     * As {@link #begin}, of a mail that is to be answered at once: whatever it turns out to be, nothing runs for it.
     *
     * @throws Unanswerable as there
     */
    public void beginAtOnce(Exchange exchange) throws Unanswerable {
        begin(exchange, Lane.EXPRESS);
    }

    private void begin(Exchange exchange, Lane lane) throws Unanswerable {
        Facts.LANE.set(exchange, lane);
        if (!vault.mayBegin()) {
            keep(exchange);
            return;
        }
        turns.leave(Facts.STORED.of(exchange));
        OpenedMessage opened = Facts.OPENED.of(exchange);
        if (!protection.trusts(opened.signer(), opened.key())) {
            throw new Unanswerable(
                    Reason.KEY_REVOKED, "its key is revoked, expired or gone since it was opened, " + opened.key());
        }
    }

    /** The stored mails that there is a place for now. */
    public List<StoredMail> next() {
        return turns.next();
    }

    private static void keep(Exchange exchange) {
        Facts.KEPT.set(exchange, true);
        exchange.setRouteStop(true);
    }
}
