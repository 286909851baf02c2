package dev.mailshell.hub.sender;

import dev.mailshell.model.MailAddress;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Who hands a mail over (RFC 5321).
 *
 * @param client the address at the other end
 * @param helo what it calls itself in HELO or EHLO; anything
 * @param mailFrom the reverse-path; empty for {@code <>}
 */
public record Connection(InetAddress client, String helo, Optional<MailAddress> mailFrom) {}
