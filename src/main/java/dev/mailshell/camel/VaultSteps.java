package dev.mailshell.camel;

import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.ledger.Vault;
import dev.mailshell.model.Reason;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vault, as routes use it: knows which mails somebody is working on. */
public final class VaultSteps {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.vault");

    /** Once a minute for a day: what keeps us from working on any mail is mended by then. */
    private static final int ATTEMPTS_IF_IT_MAY_PASS = 1440;
    /** A fault that comes with the mail will come again. */
    private static final int ATTEMPTS_IF_NOT = 3;

    private final Vault vault;
    private final Turns turns;
    private final MailRates rates;
    private final MailSource source;
    private final long maxMail;
    private final UnreadableMails unreadable;
    private final Refusals refusals;
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final Map<StoredMail, Integer> attempts = new ConcurrentHashMap<>();
    private final Set<StoredMail> inWork = ConcurrentHashMap.newKeySet();
    private final Set<StoredMail> parked = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;

    VaultSteps(
            Vault vault,
            Turns turns,
            MailRates rates,
            MailSource source,
            long maxMail,
            UnreadableMails unreadable,
            Refusals refusals) {
        this.vault = vault;
        this.turns = turns;
        this.rates = rates;
        this.source = source;
        this.maxMail = maxMail;
        this.unreadable = unreadable;
        this.refusals = refusals;
    }

    /**
     * Takes the raw mail from the mailbox and makes its entry in the vault the body; the mailbox is then told that it is stored. A mail that the mail
     * server never hands over, or that is too large to be read, is given up, and goes no further. No mail is looked for as pending meanwhile.
     */
    public synchronized void store(Exchange exchange) throws IOException, MessagingException {
        IncomingMail mail = source.incoming(exchange.getIn(MailMessage.class).getOriginalMessage());
        // A new message: nothing of the mail goes on but its entry in the vault, no header either.
        exchange.setMessage(new DefaultMessage(exchange));
        try {
            exchange.getMessage().setBody(stored(mail));
            mail.stored();
        } catch (RawMail.Unreadable e) {
            // Without its connection no mail can be handed over; that is no fault of this one.
            if (!mail.isConnected() || !unreadable.givesUp(mail.uid())) {
                mail.postponed();
                throw e;
            }
            giveUp(mail, Reason.MAIL_UNREADABLE, e, exchange);
        } catch (RawMail.TooLarge e) {
            giveUp(mail, Reason.MAIL_TOO_LARGE, e, exchange);
        }
    }

    private void giveUp(IncomingMail mail, Reason reason, IOException cause, Exchange exchange) throws IOException {
        refusals.record("a mail in " + mail.folder(), new Refusal(reason, cause.getMessage(), ""));
        mail.givenUp();
        exchange.setRouteStop(true);
    }

    private StoredMail stored(IncomingMail mail) throws IOException, MessagingException {
        try (InputStream raw = mail.open()) {
            StoredMail stored = vault.store(raw, maxMail);
            refusals.counters().countReceived();
            inWork.add(stored);
            unreadable.handedOver();
            inTrouble.set(false);
            return stored;
        }
    }

    /** Says what keeps a mail from being stored: once, until one can be again. */
    public void unstored(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (!inTrouble.getAndSet(true)) {
            LOG.warn(
                    "a mail cannot be stored, it stays in the mailbox and is tried again: {}",
                    Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString));
        }
        LOG.debug("a mail cannot be stored", failure);
    }

    /** The mails that nobody is working on, the oldest first, and those whose turn has come; from now on somebody is. */
    public synchronized List<StoredMail> pending() {
        vault.tidy();
        // Before the vault is read: what ends meanwhile is not to be begun again.
        Set<StoredMail> working = Set.copyOf(inWork);
        Stream<StoredMail> found = vault.pending().stream().filter(mail -> !working.contains(mail) && inWork.add(mail));
        return Stream.of(turns.next().stream(), rates.next().stream(), found)
                .flatMap(mails -> mails)
                .toList();
    }

    /** Whether nobody is working on a mail, and each that waits was tried before. */
    boolean isWorkedOff() {
        return inWork.isEmpty() && vault.pending().stream().allMatch(attempts::containsKey);
    }

    /** What is in the vault and not worked off, the oldest first. */
    List<StoredMail> stored() {
        return vault.pending();
    }

    /** Writes what the mail was, as it came, to {@code target}; one that cannot be read is set aside. */
    void read(StoredMail mail, OutputStream target) throws IOException, Refusal {
        try {
            vault.read(mail, target);
        } catch (DamagedMail e) {
            vault.setAside(mail);
            turns.leave(mail);
            rates.leave(mail);
            throw new Refusal(
                    Reason.VAULT_DAMAGED,
                    "it cannot be read from the vault, " + e.getMessage() + "; " + source.remainder(),
                    "");
        }
    }

    /** From now on, no mail is begun: those that wait are there after the next start. */
    void beginNoMore() {
        stopping = true;
    }

    boolean mayBegin() {
        return !stopping;
    }

    /** From now on, a loss of power takes no mail that is in the vault. */
    void force() {
        vault.force();
    }

    /** The mail stays in the vault, and nobody looks for it there, until it is called for or the server starts again. */
    void park(StoredMail mail) {
        parked.add(mail);
    }

    /** Calls for a parked mail; false if it is none, or somebody did before. */
    boolean unpark(StoredMail mail) {
        return parked.remove(mail);
    }

    /** The mail has been worked on: it ran, was answered or was refused. */
    void done(StoredMail mail) {
        turns.leave(mail);
        rates.leave(mail);
        try {
            vault.remove(mail);
            attempts.remove(mail);
        } catch (LedgerFailure e) {
            LOG.error("{} could not be removed from the vault", mail.name(), e);
        }
        inWork.remove(mail);
    }

    /**
     * The mail could not be worked on by a fault of ours: it is tried again later, but not for ever.
     *
     * @param mayPass whether the fault is not in what the mail holds
     */
    void tryAgain(StoredMail mail, boolean mayPass) {
        int atMost = mayPass ? ATTEMPTS_IF_IT_MAY_PASS : ATTEMPTS_IF_NOT;
        if (attempts.merge(mail, 1, Integer::sum) >= atMost) {
            LOG.error("{} is given up after {} attempts; {}", mail.name(), atMost, source.remainder());
            done(mail);
        } else {
            turns.leave(mail);
            inWork.remove(mail);
        }
    }
}
