package dev.mailshell.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a hub is as a mail server. A port of 0 is any that is free; an empty one is not listened on.
 *
 * @param host what it calls itself, which its certificate should name
 * @param bind the address to listen on
 * @param smtps submission, TLS from the first byte
 * @param pop3s POP3, TLS from the first byte
 * @param submission that begins with STARTTLS
 * @param smtp mail from other mail servers
 * @param certificate PEM, its own first; absolute
 * @param key PEM, not encrypted; absolute
 * @param nameServers who is asked where mail from elsewhere comes from; none for those that the machine is set to
 * @param quota bytes that a mailbox may hold, unless its user has another
 * @param retention how long mail is kept that nobody fetches
 */
public record MailService(
        String host,
        String bind,
        OptionalInt smtps,
        OptionalInt pop3s,
        OptionalInt submission,
        OptionalInt smtp,
        Path certificate,
        Path key,
        List<InetSocketAddress> nameServers,
        long quota,
        Duration retention) {

    /** Copies {@code nameServers}. */
    public MailService {
        nameServers = List.copyOf(nameServers);
    }
}
