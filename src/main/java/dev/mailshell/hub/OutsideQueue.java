package dev.mailshell.hub;

import dev.mailshell.camel.Backoff;
import dev.mailshell.camel.SmtpTrouble;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailboxFull;
import dev.mailshell.ledger.QueuedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps by which mail leaves the hub: what waits, one attempt to hand it to the smart host, and what came of it. */
public final class OutsideQueue {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.hub");

    /** After a kill, what was taken is found again so much later. While it runs, nobody takes more before all of it has been tried. */
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** RFC 5321 section 4.5.4.1: at least four to five days. */
    private static final Duration PATIENCE = Duration.ofDays(5);

    private static final int AT_ONCE = 20;
    private static final String QUEUED = "queued";

    private final MailStore store;
    private final Bounces bounces;
    private final Session session;
    private final Clock clock;
    private final Backoff backoff;

    OutsideQueue(MailStore store, Bounces bounces, Session session, Clock clock, Backoff backoff) {
        this.store = store;
        this.bounces = bounces;
        this.session = session;
        this.clock = clock;
        this.backoff = backoff;
    }

    /** The mails that are due, the longest first; nobody else takes them for a while. */
    public List<QueuedMail> due() {
        return store.take(AT_ONCE, clock.instant().plus(LEASE));
    }

    /** Makes the mail that is the body ready for the smart host. */
    public void open(Exchange exchange) throws IOException, MessagingException, DamagedMail {
        QueuedMail mail = exchange.getMessage().getBody(QueuedMail.class);
        exchange.setProperty(QUEUED, mail);
        CachedOutputStream content = new CachedOutputStream(exchange);
        store.read(mail, content);
        content.close();
        try (InputStream in = content.getInputStream()) {
            exchange.getMessage().setBody(new LeavingMail(session, in, mail));
        }
    }

    /** The smart host has it. */
    public void accepted(Exchange exchange) {
        QueuedMail mail = exchange.getProperty(QUEUED, QueuedMail.class);
        store.settled(mail);
        LOG.info("{} left through the smart host", mail.mail().name());
    }

    /** The attempt failed: it is made again later or, if the smart host refuses the mail for good, its sender is told. */
    public void failed(Exchange exchange) throws IOException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        QueuedMail mail = exchange.getProperty(QUEUED, QueuedMail.class);
        String answer = SmtpTrouble.answer(failure).orElseGet(failure::toString);
        boolean isHopeless = SmtpTrouble.isFinal(failure)
                || failure instanceof DamagedMail
                || clock.instant().isAfter(mail.since().plus(PATIENCE));
        if (isHopeless) {
            LOG.warn("{} cannot leave, its sender is told: {}", mail.mail().name(), answer);
            tell(mail, answer);
            store.settled(mail);
        } else {
            Duration pause = backoff.pause(mail.attempts() + 1);
            LOG.warn("{} has not left, tried again in {} s: {}", mail.mail().name(), pause.toSeconds(), answer);
            store.postpone(mail, clock.instant().plus(pause));
        }
    }

    /** Whoever has no room for a report gets none: what it reports would else be submitted for ever. */
    private void tell(QueuedMail mail, String answer) throws IOException {
        try {
            bounces.tell(mail, answer);
        } catch (MailboxFull e) {
            LOG.warn("{}: its sender is not told: {}", mail.mail().name(), e.getMessage());
        }
    }
}
