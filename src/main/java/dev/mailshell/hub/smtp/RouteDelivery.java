package dev.mailshell.hub.smtp;

import dev.mailshell.ledger.MailboxFull;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each message to the route of a consumer, once it has come as a whole. */
final class RouteDelivery implements Delivery {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.smtp");

    private final SmtpdConsumer consumer;

    RouteDelivery(SmtpdConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Reply deliver(Conversation conversation, Transaction transaction) throws IOException {
        Exchange exchange = consumer.createExchange(false);
        try {
            long most = conversation.configuration().getMaxMessageSize();
            if (read(conversation, exchange, most) > most) {
                return Reply.of(552, "5.3.4", "the message is too large");
            }
            describe(exchange.getMessage(), conversation, transaction);
            conversation.wire().setBusy(true);
            conversation.wire().deadline().clear();
            run(exchange);
            return verdict(exchange, conversation);
        } finally {
            // Where no route has run, nobody else deletes what was spooled.
            UnitOfWorkHelper.doneSynchronizations(
                    exchange, exchange.getExchangeExtension().handoverCompletions());
            consumer.releaseExchange(exchange, false);
        }
    }

    private static long read(Conversation conversation, Exchange exchange, long most) throws IOException {
        CachedOutputStream spool = new CachedOutputStream(exchange);
        long size;
        // Only what is closed was encrypted to its end.
        try (spool) {
            size = new MessageReader(conversation.wire().input(), spool, most).read();
        }
        exchange.getMessage().setBody(spool.newStreamCache());
        return size;
    }

    private static void describe(Message message, Conversation conversation, Transaction transaction) {
        set(message, SmtpdConstants.ACCOUNT, conversation.account());
        set(message, SmtpdConstants.MAIL_FROM, transaction.sender());
        message.setHeader(SmtpdConstants.RECIPIENTS, transaction.recipients());
        message.setHeader(SmtpdConstants.REMOTE_ADDRESS, conversation.remoteAddress());
        set(message, SmtpdConstants.HELO, conversation.helo());
        set(message, SmtpdConstants.TLS_PROTOCOL, conversation.wire().tls().map(SSLSession::getProtocol));
        set(message, SmtpdConstants.TLS_CIPHER, conversation.wire().tls().map(SSLSession::getCipherSuite));
        message.setHeader(SmtpdConstants.SESSION_ID, conversation.session());
        message.setHeader(SmtpdConstants.HOST_NAME, conversation.configuration().getHostName());
    }

    private static void set(Message message, String name, Optional<?> value) {
        value.ifPresent(present -> message.setHeader(name, present));
    }

    private void run(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    private static Reply verdict(Exchange exchange, Conversation conversation) {
        if (!exchange.isFailed() && !exchange.isRollbackOnly()) {
            return Reply.of(250, "2.0.0", "taken as " + conversation.session());
        }
        SmtpRefusal refusal = exchange.getException(SmtpRefusal.class);
        if (refusal != null) {
            return refusal.reply();
        }
        if (exchange.getException(MailboxFull.class) != null) {
            return Reply.of(452, "4.2.2", "the mailbox is full");
        }
        // The route has told its operator why.
        LOG.debug("{}: the route failed", conversation.session(), exchange.getException());
        return Reply.of(451, "4.3.0", "the message could not be stored, come back later");
    }
}
