package dev.mailshell.camel;

import dev.mailshell.ledger.Spool;
import dev.mailshell.ledger.SpooledMail;
import dev.mailshell.model.Reason;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spool, as routes use it: knows which mails somebody is working on. */
public final class SpoolSteps {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.spool");

    /** Once a minute for a day: what keeps us from working on any mail is mended by then. */
    private static final int ATTEMPTS_IF_IT_MAY_PASS = 1440;
    /** A fault that comes with the mail will come again. */
    private static final int ATTEMPTS_IF_NOT = 3;

    private final Spool spool;
    private final MovingAside aside;
    private final long maxMail;
    private final UnreadableMails unreadable;
    private final Refusals refusals;
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, SpooledMail> inWork = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    SpoolSteps(Spool spool, MovingAside aside, long maxMail, UnreadableMails unreadable, Refusals refusals) {
        this.spool = spool;
        this.aside = aside;
        this.maxMail = maxMail;
        this.unreadable = unreadable;
        this.refusals = refusals;
    }

    /**
     * Takes the raw mail from the mailbox and makes its spool entry the body; the mailbox then moves the mail aside. That happens as well,
     * and nothing else, to a mail that the mail server never hands over.
     */
    public synchronized void store(Exchange exchange) throws IOException, MessagingException {
        IMAPMessage fetched = fetched(exchange);
        Folder mailbox = fetched.getFolder();
        // A new message: nothing of the mail goes on but its entry in the spool, no header either.
        exchange.setMessage(new DefaultMessage(exchange));
        try {
            exchange.getMessage().setBody(spooled(fetched));
            aside.stored(fetched);
        } catch (RawMail.Unreadable e) {
            // Without its connection no mail can be handed over; that is no fault of this one.
            if (!mailbox.isOpen() || !unreadable.givesUp(((UIDFolder) mailbox).getUID(fetched))) {
                throw e;
            }
            refusals.record(
                    "a mail in " + mailbox.getFullName(), new Refusal(Reason.MAIL_UNREADABLE, e.getMessage(), ""));
            aside.stored(fetched);
            exchange.setRouteStop(true);
        }
    }

    private SpooledMail spooled(IMAPMessage fetched) throws IOException, MessagingException {
        try (InputStream raw = RawMail.of(fetched)) {
            SpooledMail mail = spool.store(raw, maxMail);
            inWork.put(mail.name(), mail);
            unreadable.handedOver();
            inTrouble.set(false);
            return mail;
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

    /** The mails that nobody is working on, the oldest first; from now on somebody is. */
    public synchronized List<SpooledMail> pending() throws IOException {
        return spool.pending().stream()
                .filter(mail -> inWork.putIfAbsent(mail.name(), mail) == null)
                .toList();
    }

    /** From now on, no mail is begun: those that wait are there after the next start. */
    void beginNoMore() {
        stopping = true;
    }

    boolean mayBegin() {
        return !stopping;
    }

    /** The mail has been worked on: it ran, was answered or was refused. */
    void done(SpooledMail mail) {
        try {
            spool.remove(mail);
            attempts.remove(mail.name());
        } catch (IOException e) {
            LOG.error("{} could not be removed from the spool", mail.name(), e);
        }
        inWork.remove(mail.name());
    }

    /**
     * The mail could not be worked on by a fault of ours: it is tried again later, but not for ever.
     *
     * @param mayPass whether the fault is not in what the mail holds
     */
    void tryAgain(SpooledMail mail, boolean mayPass) {
        int atMost = mayPass ? ATTEMPTS_IF_IT_MAY_PASS : ATTEMPTS_IF_NOT;
        if (attempts.merge(mail.name(), 1, Integer::sum) >= atMost) {
            LOG.error(
                    "{} is given up after {} attempts; the mailbox still has it, in {}",
                    mail.name(),
                    atMost,
                    aside.folder());
            done(mail);
        } else {
            inWork.remove(mail.name());
        }
    }

    private static IMAPMessage fetched(Exchange exchange) throws IOException {
        if (exchange.getIn(MailMessage.class).getOriginalMessage() instanceof IMAPMessage mail) {
            return mail;
        }
        throw new IOException("the mail does not come from an IMAP mailbox");
    }
}
