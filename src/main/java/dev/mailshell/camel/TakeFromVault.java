package dev.mailshell.camel;

import dev.mailshell.ledger.StoredMail;
import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.OuterHeader;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the work on a stored mail, and sees to it that the entry and what was decrypted are gone when it ends. */
final class TakeFromVault implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.vault");

    private final VaultSteps vault;
    private final WorkFolder work;
    private final Trail trail;

    /** @param work where the mail lies while it is opened, as it came */
    TakeFromVault(VaultSteps vault, WorkFolder work, Trail trail) {
        this.vault = vault;
        this.work = work;
        this.trail = trail;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (!vault.mayBegin()) {
            exchange.setRouteStop(true);
            return;
        }
        StoredMail mail = exchange.getMessage().getBody(StoredMail.class);
        // Another mail's exchange may have handed this one over: none of its facts is about this mail.
        exchange.removeProperties("*");
        Facts.STORED.set(exchange, mail);
        Facts.RECEIVED_AT.set(exchange, mail.arrival());
        exchange.getExchangeExtension().addOnCompletion(new Cleaning(mail));
        trail.happened(mail.name(), "received");
        if (mail.tooLarge()) {
            throw new Refusal(Reason.MAIL_TOO_LARGE, "the mail is larger than mailshell.max-mail", "");
        }
        WorkFile raw = work.take();
        Facts.RAW.set(exchange, raw);
        write(mail, raw, exchange);
        OuterHeader header = OuterHeader.of(MimeEntity.read(raw.path()));
        header.messageId().map(MessageId::value).ifPresent(id -> Facts.MESSAGE_ID.set(exchange, id));
        Facts.OUTER.set(exchange, header);
        exchange.getMessage().setBody(raw.path());
    }

    private void write(StoredMail mail, WorkFile raw, Exchange exchange) throws IOException, Refusal {
        try (OutputStream out = raw.write()) {
            vault.read(mail, out);
        } catch (Refusal damaged) {
            Facts.KEPT.set(exchange, true);
            throw damaged;
        }
    }

    private final class Cleaning extends SynchronizationAdapter {

        private final StoredMail mail;
        private boolean handedOver;

        Cleaning(StoredMail mail) {
            this.mail = mail;
        }

        /** Once, to who works on the mail; the delivery of the answer is no part of that. */
        @Override
        public boolean allowHandover() {
            return !handedOver;
        }

        @Override
        public void beforeHandover(Exchange target) {
            handedOver = true;
        }

        @Override
        public void onComplete(Exchange exchange) {
            closeFiles(exchange);
            if (Facts.KEPT.find(exchange).isEmpty()) {
                Facts.RETRY
                        .find(exchange)
                        .ifPresentOrElse(mayPass -> vault.tryAgain(mail, mayPass), () -> vault.done(mail));
            }
        }

        /** Not even the error handling could end it. */
        @Override
        public void onFailure(Exchange exchange) {
            closeFiles(exchange);
            vault.tryAgain(mail, Refusal.of(exchange.getException()).mayPass());
        }

        private static void closeFiles(Exchange exchange) {
            try {
                OpenMessage.closeRaw(exchange);
                if (Facts.OPENED.find(exchange).isPresent()) {
                    Facts.OPENED.of(exchange).close();
                }
            } catch (IOException e) {
                LOG.error("decrypted content could not be deleted", e);
            }
        }
    }
}
