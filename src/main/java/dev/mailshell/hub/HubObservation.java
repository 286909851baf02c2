package dev.mailshell.hub;

import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.hub.user.FileAccounts;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStore.QueueUsage;
import dev.mailshell.ledger.MailboxUsage;
import dev.mailshell.management.Check;
import dev.mailshell.management.MetricsText;
import dev.mailshell.management.Observed;
import dev.mailshell.model.Amount;
import dev.mailshell.model.MailAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hub tells of itself as a mail server: of all mailboxes together, never whose. */
final class HubObservation implements Observed {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.management");

    private final MailStore store;
    private final FileAccounts accounts;
    private final TlsFiles tls;
    private final ToLongFunction<MailAddress> quota;
    private final LongAdder accepted;
    private final Clock clock;

    /**
     * @param quota bytes that a mailbox may hold
     * @param accepted counts the mails that came into a mailbox
     */
    HubObservation(
            MailStore store,
            FileAccounts accounts,
            TlsFiles tls,
            ToLongFunction<MailAddress> quota,
            LongAdder accepted,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.tls = tls;
        this.quota = quota;
        this.accepted = accepted;
        this.clock = clock;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public List<Check> checks() {
        return List.of(store(), certificate());
    }

    private Check store() {
        try {
            return new Check("store", true, Amount.of(store.queue().mails(), "mail waits", "mails wait") + " to leave");
        } catch (LedgerFailure e) {
            LOG.debug("the mail store does not answer", e);
            return new Check("store", false, "it does not answer");
        }
    }

    private Check certificate() {
        boolean valid = clock.instant().isBefore(certificateEnds());
        return new Check("certificate", valid, valid ? "it is valid" : "it has ended");
    }

    private Instant certificateEnds() {
        return tls.certificate().getNotAfter().toInstant();
    }

    @Override
    public void measure(MetricsText text) {
        text.counter(
                "mailshell_hub_mails_accepted_total", "Mails that came into a mailbox, each once.", accepted.sum());
        text.counter(
                "mailshell_hub_logins_refused_total",
                "Logins that did not succeed, by SMTP and by POP3.",
                accounts.refused());
        text.gauge(
                "mailshell_hub_certificate_end_timestamp_seconds",
                "When the certificate of the hub ends, in seconds since 1970.",
                certificateEnds().getEpochSecond());
        try {
            measure(text, store.usages());
            measure(text, store.queue());
        } catch (LedgerFailure e) {
            LOG.debug("the mail store does not answer", e);
        }
    }

    private void measure(MetricsText text, List<MailboxUsage> usages) {
        text.gauge("mailshell_hub_mailboxes", "Mailboxes that have mail.", usages.size());
        text.gauge(
                "mailshell_hub_mails",
                "Mails in all mailboxes; one that is in several counts in each.",
                usages.stream().mapToLong(MailboxUsage::mails).sum());
        text.gauge(
                "mailshell_hub_mail_bytes",
                "What they have together.",
                usages.stream().mapToLong(MailboxUsage::bytes).sum());
        text.gauge(
                "mailshell_hub_fullest_mailbox_ratio",
                "How full the fullest mailbox is, from 0 to 1, measured by its quota.",
                usages.stream().mapToDouble(this::fullness).max().orElse(0));
    }

    private double fullness(MailboxUsage usage) {
        return (double) usage.bytes() / quota.applyAsLong(usage.mailbox());
    }

    private void measure(MetricsText text, QueueUsage queue) {
        text.gauge("mailshell_hub_queue_mails", "Mails that wait to leave, each recipient by itself.", queue.mails());
        text.age(
                "mailshell_hub_queue_oldest_age_seconds",
                "For how long the oldest of them waits; 0 if none does.",
                queue.oldest(),
                clock.instant());
    }
}
