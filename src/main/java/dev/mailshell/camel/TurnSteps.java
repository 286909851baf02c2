package dev.mailshell.camel;

import dev.mailshell.ledger.StoredMail;
import java.util.List;
import org.apache.camel.Exchange;

/** The turns of clients, as routes use them. */
public final class TurnSteps {

    private final Turns turns;
    private final VaultSteps vault;

    TurnSteps(Turns turns, VaultSteps vault) {
        this.turns = turns;
        this.vault = vault;
    }

    /** Lets an opened mail pass if its signer has a place free; else it stays in the vault, and the route ends here. */
    public void takePlace(Exchange exchange) {
        if (!turns.takePlace(Facts.SIGNER.of(exchange), Facts.STORED.of(exchange))) {
            keep(exchange);
        }
    }

    /** Frees the place of a mail whose turn has come. Who is stopping begins nothing: the mail stays in the vault. */
    public void begin(Exchange exchange) {
        if (vault.mayBegin()) {
            turns.leave(Facts.STORED.of(exchange));
        } else {
            keep(exchange);
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
