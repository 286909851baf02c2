package dev.mailshell.hub;

import dev.mailshell.hub.smtp.SmtpdConstants;
import dev.mailshell.hub.smtp.TraceHeader;
import dev.mailshell.hub.user.Account;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** One mail as a client of SMTP hands it over: its envelope, and its content as it came. */
final class SmtpTransaction {

    private static final String TRACE = "hubTrace";

    private final Exchange exchange;

    private SmtpTransaction(Exchange exchange) {
        this.exchange = exchange;
    }

    /** That which began {@code exchange}. */
    static SmtpTransaction of(Exchange exchange) {
        return new SmtpTransaction(exchange);
    }

    /** Who has logged in; empty where nobody does. */
    Optional<Account> user() {
        return Optional.ofNullable(message().getHeader(SmtpdConstants.ACCOUNT, Account.class));
    }

    /** The sender of the envelope; empty for a bounce. */
    Optional<MailAddress> from() {
        return Optional.ofNullable(message().getHeader(SmtpdConstants.MAIL_FROM, MailAddress.class));
    }

    /** At least one. */
    @SuppressWarnings("unchecked")
    List<MailAddress> recipients() {
        return message().getHeader(SmtpdConstants.RECIPIENTS, List.class);
    }

    InetAddress client() {
        return message().getHeader(SmtpdConstants.REMOTE_ADDRESS, InetAddress.class);
    }

    String helo() {
        return message().getHeader(SmtpdConstants.HELO, "", String.class);
    }

    /** From its first byte, each time; the caller closes it. */
    InputStream content() throws IOException {
        message().getBody(StreamCache.class).reset();
        return message().getBody(InputStream.class);
    }

    /** Puts fields, each with its CRLF, before the mail. */
    void addTrace(String fields) {
        exchange.setProperty(TRACE, fields);
    }

    /** What goes before the mail: from whom and how it came (RFC 5321 section 4.4), and what was added. */
    String trace(Instant now) {
        return returnPath(from())
                + TraceHeader.of(message(), now).text()
                + exchange.getProperty(TRACE, "", String.class);
    }

    /** The field that tells a reader the sender of the envelope, with its CRLF. */
    static String returnPath(Optional<MailAddress> sender) {
        return "Return-Path: <" + sender.map(MailAddress::value).orElse("") + ">\r\n";
    }

    private Message message() {
        return exchange.getMessage();
    }
}
