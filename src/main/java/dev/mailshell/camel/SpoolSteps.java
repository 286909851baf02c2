package dev.mailshell.camel;

import dev.mailshell.ledger.Spool;
import dev.mailshell.ledger.SpooledMail;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailConstants;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spool, as routes use it: knows which mails somebody is working on. */
public final class SpoolSteps {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.spool");

    /** Once a minute for a day: a mail that failed by a fault of ours this often cannot keep us busy for ever. */
    private static final int MAX_ATTEMPTS = 1440;

    private final Spool spool;
    private final ReceivedFolder received;
    private final long maxMail;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, SpooledMail> inWork = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    SpoolSteps(Spool spool, ReceivedFolder received, long maxMail) {
        this.spool = spool;
        this.received = received;
        this.maxMail = maxMail;
    }

    /** Takes the raw mail from the mailbox and makes its spool entry the body; the mailbox then moves the mail aside. */
    public synchronized void store(Exchange exchange) throws IOException, MessagingException {
        IMAPMessage fetched = fetched(exchange);
        try (InputStream raw = fetched.getMimeStream()) {
            SpooledMail mail = spool.store(raw, maxMail);
            inWork.put(mail.name(), mail);
            // A new message: nothing of the mail goes on but its entry in the spool, no header either.
            exchange.setMessage(new DefaultMessage(exchange));
            exchange.getMessage().setHeader(MailConstants.MAIL_MOVE_TO, received.in(fetched.getFolder()));
            exchange.getMessage().setBody(mail);
        }
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

    /** The mail could not be worked on by a fault of ours: it is tried again later, but not for ever. */
    void tryAgain(SpooledMail mail) {
        if (attempts.merge(mail.name(), 1, Integer::sum) >= MAX_ATTEMPTS) {
            LOG.error("{} is given up after {} attempts", mail.name(), MAX_ATTEMPTS);
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
