package dev.mailshell.hub.pop3;

import dev.mailshell.hub.user.Accounts;
import dev.mailshell.ledger.MailStore;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What a POP3 server serves, and where.
 *
 * @param address where it listens; port 0 is any that is free
 * @param tls is asked for each connection, so that a renewed certificate counts at once
 * @param accounts who may log in
 * @param store the mail
 * @param retention how long mail is kept, which clients are told; empty if for ever
 * @param limits what it bears
 */
public record Pop3Settings(
        InetSocketAddress address,
        Supplier<SSLContext> tls,
        Accounts accounts,
        MailStore store,
        Optional<Duration> retention,
        Pop3Limits limits) {}
