package dev.mailshell.camel;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.ledger.SpooledMail;
import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.OuterHeader;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the work on a spooled mail, and sees to it that the entry and what was decrypted are gone when it ends. */
final class TakeFromSpool implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.spool");

    private final SpoolSteps spool;
    private final Clock clock;
    private final Trail trail;

    TakeFromSpool(SpoolSteps spool, Clock clock, Trail trail) {
        this.spool = spool;
        this.clock = clock;
        this.trail = trail;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (!spool.mayBegin()) {
            exchange.setRouteStop(true);
            return;
        }
        SpooledMail mail = exchange.getMessage().getBody(SpooledMail.class);
        Facts.SPOOLED.set(exchange, mail.name());
        Facts.RECEIVED_AT.set(exchange, clock.instant());
        exchange.getExchangeExtension().addOnCompletion(new Cleaning(mail));
        trail.happened(mail.name(), "received");
        if (mail.tooLarge()) {
            throw new Refusal(Reason.MAIL_TOO_LARGE, "the mail is larger than mailshell.max-mail", "");
        }
        OuterHeader header = OuterHeader.of(MimeEntity.read(mail.file()));
        header.messageId().map(MessageId::value).ifPresent(id -> Facts.MESSAGE_ID.set(exchange, id));
        header.automatic().ifPresent(sign -> Facts.AUTOMATIC.set(exchange, sign));
        exchange.getMessage().setBody(mail.file());
    }

    private final class Cleaning extends SynchronizationAdapter {

        private final SpooledMail mail;

        Cleaning(SpooledMail mail) {
            this.mail = mail;
        }

        @Override
        public void onComplete(Exchange exchange) {
            Facts.OPENED.find(exchange).ifPresent(Cleaning::close);
            Facts.RETRY
                    .find(exchange)
                    .ifPresentOrElse(mayPass -> spool.tryAgain(mail, mayPass), () -> spool.done(mail));
        }

        /** Not even the error handling could end it. */
        @Override
        public void onFailure(Exchange exchange) {
            Facts.OPENED.find(exchange).ifPresent(Cleaning::close);
            spool.tryAgain(mail, Refusal.of(exchange.getException()).mayPass());
        }

        private static void close(OpenedMessage opened) {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.error("decrypted content could not be deleted", e);
            }
        }
    }
}
