package dev.mailshell.hub;

import dev.mailshell.hub.smtp.SmtpRefusal;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailboxFull;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.mime.HeaderSection;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.OuterHeader;
import dev.mailshell.mime.Sender;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps by which mail comes into the hub, and ends there. */
public final class HubSteps {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.hub");

    /** Each takes three pieces of the store in memory; more at once would not be faster. */
    private static final int STORED_AT_ONCE = 16;

    private final Mailboxes mailboxes;
    private final SubmissionRecipients submission;
    private final MailStore store;
    private final SenderVerdicts senders;
    private final Duration retention;
    private final Clock clock;
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final Semaphore storing = new Semaphore(STORED_AT_ONCE, true);

    HubSteps(
            Mailboxes mailboxes,
            SubmissionRecipients submission,
            MailStore store,
            SenderVerdicts senders,
            Duration retention,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.submission = submission;
        this.store = store;
        this.senders = senders;
        this.retention = retention;
        this.clock = clock;
    }

    /** Goes on only with a mail that says of itself, too, that it is from the user who submits it. */
    public void checkAuthor(Exchange exchange) throws IOException, SmtpRefusal {
        SmtpTransaction mail = SmtpTransaction.of(exchange);
        HeaderSection header = header(mail);
        MailAddress user = mail.user().orElseThrow().address();
        boolean isAuthor = header.author().map(author -> author.is(user)).orElse(false);
        boolean isSender = header.values("Sender").isEmpty()
                || header.sender().map(sender -> sender.is(user)).orElse(false);
        if (!isAuthor || !isSender) {
            throw new SmtpRefusal(550, "5.7.1", "From and Sender must be the address that you log in with");
        }
    }

    /** Goes on with what comes from elsewhere, unless it says that it is from here or its domain wants it refused. */
    public void checkSender(Exchange exchange) throws IOException, SmtpRefusal {
        SmtpTransaction mail = SmtpTransaction.of(exchange);
        boolean isForged = claimed(header(mail)).anyMatch(sender -> mailboxes.isOurs(sender.domain()))
                || mail.from().map(mailboxes::isOurs).orElse(false);
        if (isForged) {
            throw new SmtpRefusal(550, "5.7.1", "mail from this domain is submitted with a login");
        }
        mail.addTrace(senders.results(mail));
    }

    /** Whoever the header says the mail is from: one of ours must not hide among others. */
    private static Stream<Sender> claimed(HeaderSection header) throws SmtpRefusal {
        try {
            return Stream.concat(header.named("From").stream(), header.named("Sender").stream());
        } catch (MimeFailure e) {
            throw new SmtpRefusal(554, "5.6.0", "From or Sender is no list of plain addresses");
        }
    }

    private static HeaderSection header(SmtpTransaction mail) throws IOException, SmtpRefusal {
        try (InputStream content = mail.content()) {
            HeaderSection header = HeaderSection.read(content);
            if (header.hops() > OuterHeader.MAX_HOPS) {
                throw new SmtpRefusal(554, "5.4.6", "this mail goes round in circles");
            }
            return header;
        } catch (MimeFailure e) {
            throw new SmtpRefusal(554, "5.6.0", e.getMessage());
        }
    }

    /** Commits the mail for all of its recipients at once; only what a user submits may be for others than are here. */
    public void store(Exchange exchange) throws IOException, SmtpRefusal {
        SmtpTransaction mail = SmtpTransaction.of(exchange);
        Recipients recipients = recipients(mail.from(), mail.recipients());
        boolean isForAll = mail.user().isPresent()
                ? recipients.outside().stream().allMatch(submission::mayLeave)
                : recipients.outside().isEmpty();
        if (!isForAll) {
            throw new SmtpRefusal(550, "5.1.1", "a recipient has no mailbox here any more");
        }
        // Never long: what is stored has come as a whole.
        storing.acquireUninterruptibly();
        try (InputStream content = senders.withoutForgedFields(mail.content())) {
            store.accept(mail.trace(clock.instant()), content, recipients);
        } finally {
            storing.release();
        }
        if (inTrouble.getAndSet(false)) {
            LOG.info("mail can be stored again");
        }
    }

    /**
     * Commits a reply of the server in this process, as if it had submitted it.
     *
     * @throws MessagingException as an SMTP server's, if there is no way to a recipient
     */
    public void deliver(Exchange exchange) throws IOException, MessagingException {
        MimeMessage mail = exchange.getMessage().getBody(MimeMessage.class);
        Set<MailAddress> named = new LinkedHashSet<>();
        for (Address address : mail.getAllRecipients()) {
            named.add(new MailAddress(address.toString()));
        }
        Recipients recipients = recipients(Optional.of(mailboxes.server()), named);
        for (MailAddress address : recipients.outside()) {
            requireMayLeave(address);
        }
        CachedOutputStream written = new CachedOutputStream(exchange);
        mail.writeTo(written);
        written.close();
        try (InputStream content = written.getInputStream()) {
            store.accept(SmtpTransaction.returnPath(recipients.sender()), content, recipients);
        }
    }

    private void requireMayLeave(MailAddress recipient) throws MessagingException {
        if (!submission.mayLeave(recipient)) {
            throw new SMTPAddressFailedException(
                    new InternetAddress(recipient.value(), true),
                    "RCPT",
                    550,
                    "550 5.1.1 there is no way to it from this hub");
        }
    }

    private Recipients recipients(Optional<MailAddress> from, Iterable<MailAddress> named) {
        Set<MailAddress> here = new LinkedHashSet<>();
        Set<MailAddress> outside = new LinkedHashSet<>();
        for (MailAddress address : named) {
            mailboxes.of(address).ifPresentOrElse(here::add, () -> outside.add(address));
        }
        return new Recipients(from, here, outside);
    }

    /** Says what keeps mail from being stored: once, until it can be again. */
    public void unaccepted(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (failure instanceof SmtpRefusal || failure instanceof MailboxFull) {
            LOG.info("a mail is refused: {}", failure.getMessage());
        } else if (!inTrouble.getAndSet(true)) {
            LOG.warn("a mail cannot be stored, its sender keeps it: {}", String.valueOf(failure.getMessage()));
        }
        LOG.debug("a mail is not accepted", failure);
    }

    /** Deletes what is older than the hub keeps mail. */
    public void expire() {
        int mails = store.expire(clock.instant().minus(retention));
        if (mails > 0) {
            LOG.info("{} mails that nobody fetched within {} days are deleted", mails, retention.toDays());
        }
        store.tidy();
    }
}
