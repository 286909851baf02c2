package dev.mailshell.camel;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.Outbox;
import dev.mailshell.management.Check;
import dev.mailshell.management.MetricsText;
import dev.mailshell.management.Observed;
import dev.mailshell.model.Amount;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server tells of itself beside what each party does: its ledger, its outbox, and how commands ended. */
final class LedgerObservation implements Observed {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.management");

    /** A mail server that is away for longer is worth a look; the reply waits on. */
    private static final Duration LONGEST_UNSENT = Duration.ofHours(1);

    private final Ledger ledger;
    private final Counters counters;
    private final Clock clock;

    LedgerObservation(Ledger ledger, Counters counters, Clock clock) {
        this.ledger = ledger;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public List<Check> checks() {
        try {
            Outbox.Waiting waiting = ledger.outbox().waiting();
            Duration age = age(waiting);
            return List.of(
                    new Check("ledger", true, "it answers"),
                    new Check(
                            "outbox",
                            age.compareTo(LONGEST_UNSENT) <= 0,
                            Amount.of(waiting.mails(), "mail waits", "mails wait") + ", the oldest for "
                                    + age.toSeconds() + " s, expected at most " + LONGEST_UNSENT.toSeconds() + " s"));
        } catch (LedgerFailure e) {
            LOG.debug("the ledger does not answer", e);
            return List.of(new Check("ledger", false, "it does not answer"));
        }
    }

    private Duration age(Outbox.Waiting waiting) {
        return waiting.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .orElse(Duration.ZERO);
    }

    @Override
    public void measure(MetricsText text) {
        counters.measureCommands(text);
        try {
            Outbox.Waiting waiting = ledger.outbox().waiting();
            text.gauge("mailshell_outbox_mails", "Sealed mails that no mail server has taken yet.", waiting.mails());
            text.age(
                    "mailshell_outbox_oldest_age_seconds",
                    "For how long the oldest of them waits; 0 if none does.",
                    waiting.oldest(),
                    clock.instant());
            text.gauge(
                    "mailshell_commands_unfinished",
                    "Commands that are accepted or running, and wait for no approval.",
                    ledger.unfinished().size());
        } catch (LedgerFailure e) {
            LOG.debug("the ledger does not answer", e);
        }
    }
}
